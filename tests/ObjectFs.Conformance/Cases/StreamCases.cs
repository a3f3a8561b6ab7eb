using System.Globalization;
using System.Text.Json;
using ObjectFs.Conformance.Clients;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed partial class StreamCases : Case
{
    [Theory, EveryGateway]
    public void A_watched_member_gives_a_line_when_it_is_another(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        using var file = Open(gateway).Open($"/Streaming/{subject.Key}/.watch/Speed", OpenFlags.Read);
        for (var i = 2; i < 20; i++)
        {
            var read = NextOf(file);
            subject.Speed = i;
            Assert.Equal($"{i}\n", Await(read));
        }
    }

    [Theory, EveryGateway]
    public void What_changed_since_the_opening_is_read_at_once(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        using var file = Open(gateway).Open($"/Streaming/{subject.Key}/.watch/Text", OpenFlags.Read);
        subject.Text = "two";
        Assert.Equal("two\n", Await(NextOf(file)));
        subject.Text = null;
        Assert.Equal("\n", Await(NextOf(file)));
    }

    [Theory, EveryGateway]
    public void A_watched_reference_and_an_event_tell_where_an_object_is_found(string gateway)
    {
        var (tree, subject) = (Open(gateway), Keep(new Pointer(NewName())));
        using var reference = tree.Open($"/Pointer/{subject.Key}/.watch/Target", OpenFlags.Read);
        using var happening = tree.Open($"/Pointer/{subject.Key}/.watch/Found", OpenFlags.Read);
        subject.Target = new Unseen(NewName());
        Assert.Equal($"{{\"$ref\":\"/Unseen/{subject.Target.Key}\"}}\n", Await(NextOf(reference)));
        var found = Keep(new Unseen(NewName()));
        subject.Find(found);
        Assert.Equal($"/Unseen/{found.Key}", Lines(happening, 1)[0].GetProperty("value").GetProperty("$ref").GetString());
    }

    [Theory, EveryGateway]
    public void Many_readers_each_see_the_change(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        var tree = Open(gateway);
        var files = Enumerable.Range(0, 10).Select(_ => tree.Open($"/Streaming/{subject.Key}/.watch/Speed", OpenFlags.Read)).ToList();
        var reads = files.ConvertAll(NextOf);
        subject.Speed = 77;
        Assert.All(reads, static read => Assert.Equal("77\n", Await(read)));
        files.ForEach(static file => file.Dispose());
    }

    [Theory, EveryGateway]
    public void What_belongs_to_an_inner_object_is_watched_there(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        using var file = Open(gateway).Open($"/Streaming/{subject.Key}/Inner/.watch/Level", OpenFlags.Read);
        var read = NextOf(file);
        subject.Inner.Level = 5;
        Assert.Equal("5\n", Await(read));
    }

    [Theory, EveryGateway]
    public void Static_members_are_watched_in_the_directory_of_their_type(string gateway)
    {
        using var file = Open(gateway).Open("/StreamingStatics/.watch/Count", OpenFlags.Read);
        var read = NextOf(file);
        StreamingStatics.Count++;
        Assert.Equal($"{StreamingStatics.Count}\n", Await(read));
    }

    [Theory, EveryGateway]
    public void Events_are_lines_of_JSON_from_the_opening_on(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        subject.Heat(1);
        using var file = Open(gateway).Open($"/Streaming/{subject.Key}/.watch/Overheated", OpenFlags.Read);
        subject.Heat(2);
        subject.Heat(3);
        Assert.Equal([2, 3], Lines(file, 2).Select(static line => line.GetProperty("value").GetProperty("Degrees").GetInt32()));
    }

    [Theory, EveryGateway]
    public void All_tells_of_changes_and_events_alike(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        using var file = Open(gateway).Open($"/Streaming/{subject.Key}/.watch/all", OpenFlags.Read);
        subject.Speed = 9;
        subject.Heat(4);
        var lines = Lines(file, 3);
        Assert.Equal(["Overheated", "Plain", "Speed"], lines.Select(static line => line.GetProperty("member").GetString()).Order(StringComparer.Ordinal));
        Assert.Contains(lines, static line => line.GetProperty("member").GetString() == "Speed" && line.GetProperty("value").GetInt32() == 9);
    }

    [Theory, EveryGateway]
    public void A_stream_that_nobody_drains_holds_up_nobody_and_tells_what_it_lost(string gateway)
    {
        const int Count = 12_000;
        var subject = Keep(new Streaming(NewName()));
        var tree = Open(gateway);
        using var slow = tree.Open($"/Streaming/{subject.Key}/.watch/Overheated", OpenFlags.Read);
        for (var i = 1; i <= Count; i++)
            subject.Heat(i);
        subject.Speed = 5;
        Assert.Equal("5\n", tree.Read($"/Streaming/{subject.Key}/Speed"));
        var (text, told, seen) = ("", 0L, 0);
        while (told < Count)
        {
            // a read may end within a line
            text += Await(NextOf(slow));
            var end = text.LastIndexOf('\n') + 1;
            foreach (var line in text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var isLoss = JsonDocument.Parse(line).RootElement.TryGetProperty("dropped", out var dropped);
                told += isLoss ? dropped.GetInt64() : 1;
                seen += isLoss ? 0 : 1;
            }

            text = text[end..];
        }

        Assert.Equal(Count, told);
        Assert.InRange(seen, 1, Count - 1);
    }

    [Theory, EveryGateway]
    public void An_observable_tells_its_readers_and_ends_them(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        using var file = Open(gateway).Open($"/Streaming/{subject.Key}/.watch/Readings", OpenFlags.Read);
        subject.Source.Tell(1.5);
        subject.Source.Tell(2);
        Assert.Equal([1.5, 2], Lines(file, 2).Select(static line => line.GetProperty("value").GetDouble()));
        subject.Source.Complete();
        Assert.Equal("", Await(NextOf(file)));
    }

    [Theory, EveryGateway]
    public void A_sequence_is_pulled_for_who_reads_it_and_by_no_look(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        var tree = Open(gateway);
        Assert.Equal("", tree.Read($"/Streaming/{subject.Key}/Ticks"));
        tree.Stat($"/Streaming/{subject.Key}/.watch/Ticks");
        Assert.Equal(0, subject.Pulled);
        using var file = tree.Open($"/Streaming/{subject.Key}/.watch/Ticks", OpenFlags.Read);
        Assert.Equal([1, 2, 3], Lines(file, 3).Select(static line => line.GetProperty("value").GetInt32()));
        Assert.Equal("", Await(NextOf(file)));
    }

    [Theory, EveryGateway]
    public void A_stream_that_can_seek_is_read_at_any_offset(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        using var file = Open(gateway).Open($"/Streaming/{subject.Key}/Content", OpenFlags.Read);
        Assert.Equal("0123456789", file.ReadText());
        var part = new byte[3];
        Assert.Equal(3, file.Read(4, part));
        Assert.Equal("456"u8, part);
    }

    [Theory, EveryGateway]
    public void The_directory_of_streams_is_found_and_not_listed(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        var tree = Open(gateway);
        var path = $"/Streaming/{subject.Key}";
        Assert.DoesNotContain(tree.List(path), static entry => entry.Name == ".watch");
        Assert.Equal(NodeKind.Directory, tree.Stat($"{path}/.watch").Kind);
        Assert.Empty(tree.List($"{path}/.watch"));
        Refuses(Errno.ENOENT, () => tree.Open($"{path}/.watch/Nothing", OpenFlags.Read));
        Refuses(Errno.EACCES, () => tree.Open($"{path}/.watch/Speed", OpenFlags.Write));
    }

    [Theory, EveryGateway]
    public void The_end_of_the_object_is_the_end_of_its_streams(string gateway)
    {
        var key = NewName();
        Bear(() => new Streaming(key));
        using var value = Open(gateway).Open($"/Streaming/{key}/.watch/Speed", OpenFlags.Read);
        using var all = Open(gateway).Open($"/Streaming/{key}/.watch/all", OpenFlags.Read);
        Task<string>[] reads = [NextOf(value), NextOf(all)];
        Release();
        Eventually(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return reads.All(static read => read.IsCompleted);
            },
            "the end");
        Assert.All(reads, static read => Assert.Equal("", Await(read)));
    }

    [Theory, EveryGateway(Feature.Cancels)]
    public void A_read_that_is_given_up_ends_and_the_next_goes_on(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        using var file = Open(gateway).Open($"/Streaming/{subject.Key}/.watch/Speed", OpenFlags.Read);
        using var end = new CancellationTokenSource();
        Exception? ended = null;
        var reader = new Thread(() => ended = Record.Exception(() => file.Next(end.Token)));
        reader.Start();
        Eventually(() => (reader.ThreadState & ThreadState.WaitSleepJoin) != 0, "the wait");
        end.Cancel();
        Assert.True(reader.Join(Patience), "the read does not end");
        Assert.NotNull(ended);
        subject.Speed = 3;
        Assert.Equal("3\n", Await(NextOf(file)));
    }

    [Theory, EveryGateway(Feature.NonBlocking)]
    public void Who_does_not_wait_is_told_to_try_again(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        using var file = Open(gateway).Open($"/Streaming/{subject.Key}/.watch/Speed", OpenFlags.Read | OpenFlags.NonBlocking);
        Refuses(Errno.EAGAIN, () => file.Next());
        subject.Speed = 8;
        var seen = "";
        Eventually(() => Refusal.Of(() => seen = file.Next()) == Errno.None, "the change");
        Assert.Equal("8\n", seen);
    }

    [Theory, EveryGateway(Feature.Poll)]
    public void A_stream_is_polled(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        using var file = Open(gateway).Open($"/Streaming/{subject.Key}/.watch/Speed", OpenFlags.Read);
        Assert.Equal(PollEvents.None, file.Poll(PollEvents.Readable, 0));
        for (var i = 2; i < 10; i++)
        {
            var changer = new Thread(value => subject.Speed = (int)value!);
            changer.Start(i);
            Assert.Equal(PollEvents.Readable, file.Poll(PollEvents.Readable, (int)Patience.TotalMilliseconds));
            Assert.Equal(i.ToString(CultureInfo.InvariantCulture) + "\n", file.Next());
            Assert.Equal(PollEvents.None, file.Poll(PollEvents.Readable, 0));
            changer.Join();
        }
    }

    private static List<JsonElement> Lines(OpenFile file, int count)
    {
        var text = "";
        while (text.Count(static c => c == '\n') < count)
        {
            var more = Await(NextOf(file));
            Assert.NotEqual("", more);
            text += more;
        }

        return [.. text.TrimEnd().Split('\n').Select(static line => JsonDocument.Parse(line).RootElement)];
    }
}
