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
