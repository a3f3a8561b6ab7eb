using System.Collections.ObjectModel;
using System.ComponentModel;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tests.Shared;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Live;

/// <content>What tells of changes, and whoever is woken by it.</content>
public sealed partial class WatchValueTests
{
    [Fact]
    public async Task A_poller_is_woken_and_a_read_that_follows_does_not_wait()
    {
        Gauge gauge = new();
        Handle handle = await Default.OpenAsync($"{PathOf(gauge)}/.watch/Speed", OpenFlags.Read | OpenFlags.NonBlocking);
        Waiter waiter = new();
        Assert.Equal(PollEvents.None, handle.Poll(waiter));
        gauge.Speed = 6;
        await waiter.Woken;
        Assert.Equal(PollEvents.Readable, handle.Poll(null));
        Assert.Equal("6\n", (await handle.ReadAsync()).Value);
        Assert.Equal(PollEvents.None, handle.Poll(null));
        await handle.CloseAsync();
    }

    [Fact]
    public async Task A_notifying_object_is_listened_to_only_while_somebody_watches()
    {
        Notifying subject = new();
        ObjectRegistry registry = Reading.Show(subject);
        Assert.Equal(0, subject.Listeners);
        Handle handle = await registry.OpenAsync("it/.watch/Level");
        Assert.Equal(1, subject.Listeners);
        Task<string> read = handle.NextAsync();
        subject.Level = 3;
        Assert.Equal("3\n", await read);
        await handle.CloseAsync();
        await Reading.EventuallyAsync(() => subject.Listeners == 0, "the handler is still there");
    }

    [Fact]
    public async Task A_collection_that_tells_of_its_changes_is_shown_whole_as_JSON()
    {
        Observed subject = new();
        ObjectRegistry registry = Reading.Show(subject);
        Handle handle = await registry.OpenAsync("it/.watch/Tags");
        Task<string> read = handle.NextAsync();
        subject.Tags.Add("fast");
        Assert.Equal("[\"red\",\"fast\"]\n", await read);
        await handle.CloseAsync();
    }

    [Fact]
    public async Task A_member_that_nobody_tells_of_is_looked_at_while_somebody_waits()
    {
        Silent subject = new();
        ManualTime time = new();
        ObjectRegistry registry = Reading.Show(subject, time);
        Handle handle = await registry.OpenAsync("it/.watch/Level");
        Task<Result<string>> read = handle.ReadAsync();
        await Reading.EventuallyAsync(() => time.Timers == 1, "nobody looks");
        subject.Level = 4;
        time.Advance(ValueSource.Interval);
        Assert.Equal("4\n", (await read).Value);
        time.Advance(ValueSource.Interval);
        Assert.Equal(0, time.Timers);
        await handle.CloseAsync();
    }
}
