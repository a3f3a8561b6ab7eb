using System.ComponentModel;
using System.Text.Json;
using System.Threading.Channels;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tests.Shared;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Live;

public sealed partial class WatchEventTests
{
    [Fact]
    public async Task Each_event_is_a_line_from_the_opening_on()
    {
        Machine machine = new();
        ObjectRegistry registry = Reading.Show(machine);
        machine.Raise(1);
        Handle handle = await registry.OpenAsync("it/.watch/Overheated");
        machine.Raise(2);
        machine.Raise(3);
        List<JsonElement> lines = await LinesAsync(handle, 2);
        Assert.Equal([2, 3], lines.Select(static line => line.GetProperty("value").GetProperty("Degrees").GetInt32()));
        Assert.True(lines[0].GetProperty("time").TryGetDateTimeOffset(out _));
        GC.KeepAlive(machine);
    }

    [Fact]
    public async Task Delegates_of_any_shape_without_a_result_are_shown_and_others_are_not()
    {
        Machine machine = new();
        ObjectRegistry registry = Reading.Show(machine);
        List<string> names = await (await registry.DirectoryAsync("it")).ListAsync();
        Assert.Contains("Plain", names);
        Assert.DoesNotContain("Asked", names);
        Assert.DoesNotContain("Referred", names);
        Handle none = await registry.OpenAsync("it/.watch/Plain"), one = await registry.OpenAsync("it/.watch/One"), two = await registry.OpenAsync("it/.watch/Two");
        machine.RaiseAll();
        Assert.Equal(JsonValueKind.Null, (await LinesAsync(none, 1))[0].GetProperty("value").ValueKind);
        Assert.Equal(5, (await LinesAsync(one, 1))[0].GetProperty("value").GetInt32());
        Assert.Equal("[1,\"b\"]", (await LinesAsync(two, 1))[0].GetProperty("value").GetRawText());
        GC.KeepAlive(machine);
    }

    [Fact]
    public async Task A_slow_reader_loses_the_oldest_and_is_told()
    {
        Machine machine = new();
        ObjectRegistry registry = Reading.Show(machine);
        Handle slow = await registry.OpenAsync("it/.watch/One");
        const int Count = Limits.StreamLines + 500;
        for (int i = 1; i <= Count; i++)
        {
            machine.RaiseOne(i);
            if (i % 500 == 0)
                await DrainedAsync(registry);
        }

        await DrainedAsync(registry);
        string text = "";
        while (!text.Contains($":{Count}}}", StringComparison.Ordinal))
            text += await slow.NextAsync();
        string[] lines = text.TrimEnd().Split('\n');
        Assert.Equal("{\"dropped\":500}", lines[0]);
        Assert.Equal(Limits.StreamLines, lines.Length - 1);
        Assert.Equal(501, JsonDocument.Parse(lines[1]).RootElement.GetProperty("value").GetInt32());
        await slow.CloseAsync();
        GC.KeepAlive(machine);
    }

    [Fact]
    public async Task All_tells_of_every_change_and_event_with_its_member()
    {
        Machine machine = new();
        ObjectRegistry registry = Reading.Show(machine);
        Handle all = await registry.OpenAsync("it/.watch/all");
        machine.Speed = 4;
        machine.RaiseOne(8);
        List<JsonElement> lines = await LinesAsync(all, 3);
        Assert.Contains(lines, static line => line.GetProperty("member").GetString() == "Speed" && line.GetProperty("value").GetInt32() == 4);
        Assert.Contains(lines, static line => line.GetProperty("member").GetString() == "One" && line.GetProperty("value").GetInt32() == 8);
        Assert.Contains(lines, static line => line.GetProperty("member").GetString() == "PropertyChanged");
        await all.CloseAsync();
        GC.KeepAlive(machine);
    }

    [Fact]
    public async Task A_log_begins_when_somebody_opens_it_and_grows()
    {
        Machine machine = new();
        ObjectRegistry registry = Reading.Show(machine);
        Node log = await registry.DirectoryAsync("it/One");
        machine.RaiseOne(1);
        Assert.Equal(0, (await log.GetAttributesAsync(CancellationToken.None)).Value.Size);
        Assert.Equal(0, machine.OneListeners);
        Handle handle = await registry.OpenAsync("it/One");
        Assert.Equal(1, machine.OneListeners);
        Assert.Equal("", await handle.ContentAsync());
        machine.RaiseOne(2);
        await DrainedAsync(registry);
        string content = await handle.ContentAsync();
        Assert.Contains("\"value\":2", content, StringComparison.Ordinal);
        Assert.Equal(content.Length, (await log.GetAttributesAsync(CancellationToken.None)).Value.Size);

        byte[] more = new byte[100];
        Assert.Equal(0, (await handle.ReadAsync(content.Length, more, CancellationToken.None)).Value);
        machine.RaiseOne(3);
        await DrainedAsync(registry);
        Assert.NotEqual(0, (await handle.ReadAsync(content.Length, more, CancellationToken.None)).Value);
        await handle.CloseAsync();
        GC.KeepAlive(machine);
    }

    [Fact]
    public async Task A_full_log_is_begun_anew_and_says_so()
    {
        Machine machine = new();
        ObjectRegistry registry = Reading.Show(machine);
        Handle handle = await registry.OpenAsync("it/Text");
        string kilobyte = new('x', 1000);
        for (int i = 0; i < 1100; i++)
        {
            machine.Say(kilobyte);
            if (i % 100 == 0)
                await DrainedAsync(registry);
        }

        await DrainedAsync(registry);
        Handle fresh = await registry.OpenAsync("it/Text");
        string content = await fresh.ContentAsync();
        Assert.StartsWith("{\"dropped\":", content, StringComparison.Ordinal);
        Assert.InRange(content.Length, 1000, Limits.LogBytes);
        await handle.CloseAsync();
        await fresh.CloseAsync();
        GC.KeepAlive(machine);
    }

    [Fact]
    public async Task Nobody_listens_a_while_after_the_last_reader_has_gone()
    {
        Machine machine = new();
        ManualTime time = new();
        ObjectRegistry registry = Reading.Show(machine, time);
        Handle handle = await registry.OpenAsync("it/.watch/One");
        Assert.Equal(1, machine.OneListeners);
        await handle.CloseAsync();
        time.Advance(LineSource.Linger / 2);
        Assert.Equal(1, machine.OneListeners);
        time.Advance(LineSource.Linger);
        await Reading.EventuallyAsync(() => machine.OneListeners == 0, "somebody listens");
    }

    [Fact]
    public async Task An_observable_is_subscribed_to_and_ends_its_readers_when_it_completes()
    {
        Machine machine = new();
        ObjectRegistry registry = Reading.Show(machine);
        Handle handle = await registry.OpenAsync("it/.watch/Values");
        machine.Observed.Send(7);
        Assert.Equal(7, (await LinesAsync(handle, 1))[0].GetProperty("value").GetInt32());
        machine.Observed.Complete();
        Assert.Equal("", await handle.NextAsync());
        await handle.CloseAsync();
    }

    [Fact]
    public async Task A_channel_is_read_only_by_name()
    {
        Machine machine = new();
        ObjectRegistry registry = Reading.Show(machine);
        await machine.Queue.Writer.WriteAsync(1, TestContext.Current.CancellationToken);
        Handle log = await registry.OpenAsync("it/Jobs");
        Handle all = await registry.OpenAsync("it/.watch/all");
        Assert.Equal("", await log.ContentAsync());
        Assert.Equal(1, machine.Queue.Reader.Count);

        Handle named = await registry.OpenAsync("it/.watch/Jobs");
        Assert.Equal(1, (await LinesAsync(named, 1))[0].GetProperty("value").GetInt32());
        Assert.Contains("\"value\":1", await log.ContentAsync(), StringComparison.Ordinal);
        await named.CloseAsync();
        await machine.Queue.Writer.WriteAsync(2, TestContext.Current.CancellationToken);
        Assert.Equal(2, await machine.Queue.Reader.ReadAsync(TestContext.Current.CancellationToken));
        await log.CloseAsync();
        await all.CloseAsync();
    }

    [Fact]
    public async Task A_sequence_is_enumerated_while_somebody_reads_it_and_its_end_is_theirs()
    {
        Machine machine = new();
        ObjectRegistry registry = Reading.Show(machine);
        Handle handle = await registry.OpenAsync("it/.watch/Ticks");
        List<JsonElement> lines = await LinesAsync(handle, 3);
        Assert.Equal([1, 2, 3], lines.Select(static line => line.GetProperty("value").GetInt32()));
        Assert.Equal("", await handle.NextAsync());
        await handle.CloseAsync();
        GC.KeepAlive(machine);
    }

    [Fact]
    public async Task A_sequence_that_never_ends_is_pulled_no_faster_than_it_is_read()
    {
        Machine machine = new();
        ObjectRegistry registry = Reading.Show(machine);
        Handle handle = await registry.OpenAsync("it/.watch/Endless");
        await Reading.EventuallyAsync(() => machine.Pulled > Limits.StreamLines / 4, "nothing is pulled");
        string first = await handle.NextAsync();
        Assert.DoesNotContain("dropped", first, StringComparison.Ordinal);
        Assert.InRange(machine.Pulled, 1, 4 * Limits.StreamLines);
        await handle.CloseAsync();
    }

    [Fact]
    public async Task An_event_that_shows_a_getter_that_throws_costs_that_getter_alone()
    {
        Machine machine = new();
        ObjectRegistry registry = Reading.Show(machine);
        Handle handle = await registry.OpenAsync("it/.watch/Odd");
        machine.RaiseOdd();
        string line = await handle.NextAsync();
        Assert.Contains("\"Good\":1", line, StringComparison.Ordinal);
        Assert.Contains("$error", line, StringComparison.Ordinal);
        await handle.CloseAsync();
        GC.KeepAlive(machine);
    }

    [Fact]
    public async Task A_stream_that_can_seek_is_a_file_and_keeps_its_position()
    {
        Machine machine = new();
        machine.Content.Position = 3;
        ObjectRegistry registry = Reading.Show(machine);
        Assert.Equal(5, (await (await registry.DirectoryAsync("it/Content")).GetAttributesAsync(CancellationToken.None)).Value.Size);
        Handle handle = await registry.OpenAsync("it/Content");
        Assert.Equal("hello", await handle.ContentAsync());
        Assert.Equal(3, machine.Content.Position);
        await handle.CloseAsync();
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_read_by_one_at_a_time()
    {
        Machine machine = new();
        ObjectRegistry registry = Reading.Show(machine);
        Node file = await registry.DirectoryAsync("it/Pipe");
        Assert.Equal(Errno.EOPNOTSUPP, (await file.OpenAsync(OpenFlags.Read, Caller.Self, CancellationToken.None)).Errno);
        Handle one = await registry.OpenAsync("it/.watch/Pipe");
        Node named = await registry.DirectoryAsync("it/.watch/Pipe");
        Assert.Equal(Errno.EBUSY, (await named.OpenAsync(OpenFlags.Read, Caller.Self, CancellationToken.None)).Errno);
        using CancellationTokenSource end = new();
        Task<Result<string>> read = one.ReadAsync(cancellationToken: end.Token);
        await end.CancelAsync();
        Assert.Equal(Errno.EINTR, (await read).Errno);
        await machine.Pipe.Writer.WriteAsync("abc"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal("abc", await one.NextAsync());
        await one.CloseAsync();
        await (await registry.OpenAsync("it/.watch/Pipe")).CloseAsync();
    }

    private static async Task DrainedAsync(ObjectRegistry registry)
    {
        // what has arrived is posted on in batches
        for (int i = 0; i < 20; i++)
            await registry.Feed.FlushAsync();
    }

    private static async Task<List<JsonElement>> LinesAsync(Handle handle, int count)
    {
        string text = "";
        while (text.Count(static c => c == '\n') < count)
        {
            string more = await handle.NextAsync();
            Assert.NotEqual("", more);
            text += more;
        }

        return [.. text.TrimEnd().Split('\n').Select(static line => JsonDocument.Parse(line).RootElement)];
    }
}
