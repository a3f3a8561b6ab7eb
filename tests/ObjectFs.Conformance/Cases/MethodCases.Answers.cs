using System.Globalization;
using System.Text;
using ObjectFs.Conformance.Clients;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

/// <content>Answers, and those who wait for them.</content>
public sealed partial class MethodCases
{
    [Theory, EveryGateway]
    public void A_context_is_made_used_and_dropped(string gateway)
    {
        var (tree, at, subject) = Make(gateway);
        tree.MakeDirectory($"{at}/.Heal/mine");
        tree.Write($"{at}/.Heal/mine/call", "7\n");
        Eventually(() => tree.Read($"{at}/.Heal/mine/status") == "done\n", "the end of the call");
        Assert.Equal("7\n", tree.Read($"{at}/.Heal/mine/result"));
        tree.RemoveDirectory($"{at}/.Heal/mine");
        Assert.False(tree.Exists($"{at}/.Heal/mine"));

        tree.MakeDirectory($"{at}/.Wait/mine");
        tree.Write($"{at}/.Wait/mine/call", "\n");
        Assert.Equal("running\n", tree.Read($"{at}/.Wait/mine/status"));
        Assert.True(subject.Begun.Wait(Patience, TestContext.Current.CancellationToken));
        tree.RemoveDirectory($"{at}/.Wait/mine");
        Assert.True(subject.Cancelled.Wait(Patience, TestContext.Current.CancellationToken));
    }

    [Theory, EveryGateway]
    public void Closing_cancels(string gateway)
    {
        var (tree, at, subject) = Make(gateway);
        using (var file = tree.Open($"{at}/.Wait/call", Both))
        {
            file.Write("\n");
            Assert.True(subject.Begun.Wait(Patience, TestContext.Current.CancellationToken));
        }

        Assert.True(subject.Cancelled.Wait(Patience, TestContext.Current.CancellationToken));
    }

    [Theory, EveryGateway(Feature.Cancels)]
    public void Giving_up_the_read_cancels(string gateway)
    {
        var (tree, at, subject) = Make(gateway);
        using var file = tree.Open($"{at}/.Wait/call", Both);
        file.Write("\n");
        Assert.True(subject.Begun.Wait(Patience, TestContext.Current.CancellationToken));
        using var end = new CancellationTokenSource();
        var reader = new Thread(() => Record.Exception(() => file.Next(end.Token)));
        reader.Start();
        Eventually(() => (reader.ThreadState & ThreadState.WaitSleepJoin) != 0, "the wait");
        end.Cancel();
        Assert.True(subject.Cancelled.Wait(Patience, TestContext.Current.CancellationToken));
        Assert.True(reader.Join(Patience), "the read does not end");
    }

    [Theory, EveryGateway]
    public void An_answer_comes_line_by_line_as_it_is_made(string gateway)
    {
        var (tree, at, subject) = Make(gateway);
        using var file = tree.Open($"{at}/.Drip/call", Both);
        file.Write("\n");
        Assert.Equal("first\n", Await(NextOf(file)));
        subject.Drop.SetResult();
        Assert.Equal("second\n", Await(NextOf(file)));
        Assert.Equal("", Await(NextOf(file)));
    }

    [Theory, EveryGateway(Feature.Poll)]
    public void An_answer_wakes_who_polls(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        using var file = tree.Open($"{at}/.Echo/call", Both);
        file.Write("x");
        Assert.Equal(PollEvents.Readable, file.Poll(PollEvents.Readable, (int)Patience.TotalMilliseconds) & PollEvents.Readable);
        Assert.Equal("x\n", Answer(file));
        using var waiting = tree.Open($"{at}/.Wait/call", Both);
        waiting.Write("\n");
        Assert.Equal(PollEvents.None, waiting.Poll(PollEvents.Readable, 20));
    }

    [Theory, EveryGateway]
    public void An_answer_refers_to_an_object_where_it_is_found(string gateway)
    {
        var target = new Unseen(NewName());
        var pointer = Keep(new Pointer(NewName()) { Target = target });
        Assert.Equal($"{{\"$ref\":\"/Unseen/{target.Key}\"}}\n", Call(Open(gateway), $"/Pointer/{pointer.Key}/.Give", "\n"));
    }
}
