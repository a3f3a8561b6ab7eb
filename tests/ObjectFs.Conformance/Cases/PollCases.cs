using ObjectFs.Conformance.Clients;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class PollCases : Case
{
    private const PollEvents Change = PollEvents.Priority | PollEvents.Error;

    [Theory, EveryGateway(Feature.Poll)]
    public void A_member_is_polled_as_in_sysfs(string gateway)
    {
        var subject = Keep(new Members(NewName()));
        using var file = Open(gateway).Open($"/Members/{subject.Key}/Shown", OpenFlags.Read);
        Assert.Equal("1\n", file.ReadText());
        Assert.Equal(PollEvents.None, file.Poll(PollEvents.Priority, 50));
        for (var i = 2; i < 20; i++)
        {
            subject.Shown = i;
            Assert.Equal(Change, file.Poll(PollEvents.Priority, (int)Patience.TotalMilliseconds));
            Assert.Equal($"{i}\n", file.ReadText());
            Assert.Equal(PollEvents.None, file.Poll(PollEvents.Priority, 10));
        }
    }

    [Theory, EveryGateway(Feature.Poll)]
    public void A_change_wakes_who_waits_already(string gateway)
    {
        var subject = Keep(new Members(NewName()));
        using var file = Open(gateway).Open($"/Members/{subject.Key}/Shown", OpenFlags.Read);
        file.ReadText();
        var changer = new Thread(() => SpinWait.SpinUntil(() => ++subject.Shown < 0, 100));
        changer.Start();
        Assert.Equal(Change, file.Poll(PollEvents.Priority, (int)Patience.TotalMilliseconds));
        changer.Join();
    }

    [Theory, EveryGateway(Feature.Poll)]
    public void An_object_that_nobody_wove_tells_by_its_event(string gateway)
    {
        var subject = Keep(new Nested());
        var at = $"by-hand/{NewName()}";
        using var place = ObjectRegistry.Default.Export(subject, at);
        using var file = Open(gateway).Open($"/{at}/Level", OpenFlags.Read);
        for (var i = 1; i < 20; i++)
        {
            file.ReadText();
            var changer = new Thread(value => subject.Level = (int)value!);
            changer.Start(i);
            Assert.Equal(Change, file.Poll(PollEvents.Priority, (int)Patience.TotalMilliseconds));
            Assert.Equal($"{i}\n", file.ReadText());
            changer.Join();
        }

        Assert.Equal(PollEvents.None, file.Poll(PollEvents.Priority, 10));
    }

    [Theory, EveryGateway(Feature.Poll)]
    public void What_changed_between_the_read_and_the_poll_is_told(string gateway)
    {
        var (tree, subject, locked) = (Open(gateway), Keep(new Nested()), Keep(new Locked(NewName())));
        var at = $"by-hand/{NewName()}";
        using var place = ObjectRegistry.Default.Export(subject, at);
        using OpenFile file = tree.Open($"/{at}/Level", OpenFlags.Read), under = tree.Open($"/Locked/{locked.Key}/Value", OpenFlags.Read);
        file.ReadText();
        under.ReadText();
        subject.Level = 1;
        locked.Value = 1;
        Assert.Equal(Change, file.Poll(PollEvents.Priority, (int)Patience.TotalMilliseconds));
        Assert.Equal(Change, under.Poll(PollEvents.Priority, (int)Patience.TotalMilliseconds));
    }

    [Theory, EveryGateway(Feature.Poll)]
    public void Who_polls_is_woken_when_the_object_goes(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Members(NewName()));
        using var file = tree.Open($"/Members/{subject.Key}/Shown", OpenFlags.Read);
        file.ReadText();
        Assert.Equal(PollEvents.None, file.Poll(PollEvents.Priority, 10));
        var remover = new Thread(() => ObjectRegistry.Default.Remove(subject));
        remover.Start();
        Assert.Equal(Change, file.Poll(PollEvents.Priority, (int)Patience.TotalMilliseconds));
        Refuses(Errno.ESTALE, () => file.Read(0, new byte[1]));
        remover.Join();
    }

    [Theory, EveryGateway]
    public void What_the_program_set_is_what_the_next_open_reads(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Members(NewName()));
        var path = $"/Members/{subject.Key}/Shown";
        for (var i = 0; i < 500; i++)
        {
            subject.Shown = i * 7919;
            Assert.Equal($"{i * 7919}\n", tree.Read(path));
        }
    }

    [Theory, EveryGateway(Feature.Sizes)]
    public void The_size_follows_the_value(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Members(NewName()));
        var path = $"/Members/{subject.Key}/Shown";
        for (var i = 1; i < 100_000_000; i *= 10)
        {
            subject.Shown = i;
            var expected = $"{i}\n".Length;
            Eventually(() => tree.Stat(path).Size == expected, "the size");
        }
    }
}
