using System.Globalization;
using System.Text;
using ObjectFs.Conformance.Clients;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed partial class MethodCases : Case
{
    private const OpenFlags Both = OpenFlags.Read | OpenFlags.Write;

    [Theory, EveryGateway]
    public void A_call_is_written_and_answered_on_one_handle(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        using var file = tree.Open($"{at}/.Heal/call", Both);
        file.Write("25 --full\n");
        Assert.Equal("100\n", Answer(file));
        file.Write("{\"amount\": 30}");
        Assert.Equal("30\n", Answer(file));
        Assert.Equal("10\n", Call(tree, $"{at}/.Heal~2", "2\0four\06\0"));
        Assert.Equal("{\"X\":1,\"Y\":2}\n", Call(tree, $"{at}/.Where", "\n"));
        Assert.Equal("0\n1\n2\n", Call(tree, $"{at}/.Count", "3"));
        Assert.Equal("10\n", Call(tree, $"{at}/Part/.Double", "\n"));
        Assert.Equal("ABC\n", Call(tree, "/Callable/.Shout", "abc"));
    }

    [Theory, EveryGateway]
    public void A_long_argument_arrives_whole(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(static i => i.ToString(CultureInfo.InvariantCulture)));
        Assert.Equal($"{text}\n", Call(tree, $"{at}/.Echo", $"1\0{text}\0"));
    }

    [Theory, EveryGateway]
    public void What_is_wrong_is_told_by_the_write_and_explained_to_who_reads_on(string gateway)
    {
        var (tree, at, subject) = Make(gateway);
        using var file = tree.Open($"{at}/.Heal/call", Both);
        Refuses(Errno.EINVAL, () => file.Write("500"));
        Assert.Equal("Heal: amount: '500' is not a number between 1 and 100\nusage: Heal <amount> [--full]\n", Answer(file));
        Assert.Equal(0, subject.Calls);
        file.Write("5");
        Assert.Equal("5\n", Answer(file));
    }

    [Theory, EveryGateway]
    public void Too_few_too_many_and_unknown_arguments_are_told_with_the_usage(string gateway)
    {
        var (tree, at, subject) = Make(gateway);
        const string Usage = "\nusage: Heal <amount> [--full]\n";
        using var file = tree.Open($"{at}/.Heal/call", Both);
        foreach (var (arguments, sentence) in ((string, string)[])
        [
            ("\n", "Heal: amount is missing: a number between 1 and 100"), ("1 true more", "Heal: it takes amount, full, but 3 arguments were given"),
            ("[1, true, 2]", "Heal: it takes amount, full, but 3 arguments were given"), ("1 --half", "Heal: there is no parameter 'half': it takes amount, full"),
            ("""{"amount": "many"}""", "Heal: amount: 'many' is not a number between 1 and 100"), ("""{"amount": 1]""", """Heal: '{"amount": 1]' is not JSON"""),
        ])
        {
            Refuses(Errno.EINVAL, () => file.Write(arguments));
            var said = Answer(file);
            Assert.StartsWith(sentence, said, StringComparison.Ordinal);
            Assert.EndsWith(Usage, said, StringComparison.Ordinal);
        }

        Assert.Equal(0, subject.Calls);
        file.Write("5");
        Assert.Equal("5\n", Answer(file));
    }

    [Theory, EveryGateway]
    public void A_call_of_an_object_that_is_gone_is_stale(string gateway)
    {
        var tree = Open(gateway);
        var key = NewName();
        Bear(() => new Callable(key));
        using var file = tree.Open($"/Callable/{key}/.Echo/call", Both);
        file.Write("x");
        Assert.Equal("x\n", Answer(file));
        using var plain = tree.Open($"/Callable/{key}/Fail", OpenFlags.Write);
        Release();
        EventuallyGone(tree, $"/Callable/{key}");
        Refuses(Errno.ESTALE, () => file.Write("x"));
        Refuses(Errno.ESTALE, () => plain.Write("\n"));
        Assert.Equal("Echo: the object is gone: the program has let go of it\n", Answer(file));
    }

    [Theory, EveryGateway]
    public void A_method_that_never_ends_holds_up_its_caller_alone(string gateway)
    {
        var (tree, at, subject) = Make(gateway);
        tree.MakeDirectory($"{at}/.Stuck/mine");
        tree.Write($"{at}/.Stuck/mine/call", "\n");
        Assert.True(subject.Begun.Wait(Patience, TestContext.Current.CancellationToken));
        Assert.Equal("running\n", tree.Read($"{at}/.Stuck/mine/status"));
        using (var given = tree.Open($"{at}/.Stuck/call", Both))
            given.Write("\n");
        Assert.Equal("x\n", Call(tree, $"{at}/.Echo", "x"));
        Assert.Equal($"{subject.Key}\n", tree.Read($"{at}/Key"));
        tree.RemoveDirectory($"{at}/.Stuck/mine");
        Assert.False(tree.Exists($"{at}/.Stuck/mine"));
        using var file = tree.Open($"{at}/.Stuck/call", Both);
        file.Write("\n");
        subject.Gate.Set();
        Assert.Equal("1\n", Answer(file));
    }

    [Theory, EveryGateway]
    public void A_plain_write_calls_and_carries_what_the_method_threw(string gateway)
    {
        var (tree, at, subject) = Make(gateway);
        tree.Write($"{at}/Heal", "25\n");
        Assert.Equal(1, subject.Calls);
        Assert.Equal("25\n", tree.Read($"{at}/.Heal/result"));
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/Heal", "abc\n"));
        Refuses(Errno.ENOENT, () => tree.Write($"{at}/Fail", "\n"));
        Assert.Equal("Fail: KeyNotFoundException: no such thing\n", tree.Read($"{at}/.Fail/error"));
        Assert.Contains("KeyNotFoundException: no such thing", tree.Read($"{at}/.error"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void What_a_method_throws_is_told_by_the_read_and_then_explained(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        using var file = tree.Open($"{at}/.Fail/call", Both);
        file.Write("\n");
        Refuses(Errno.ENOENT, () => file.Read(0, new byte[100]));
        Assert.Equal("Fail: KeyNotFoundException: no such thing\n", Answer(file));
    }

    [Theory, EveryGateway]
    public void Looking_calls_nothing_and_ends(string gateway)
    {
        var (tree, at, subject) = Make(gateway);
        var entries = tree.List(at).Select(static entry => entry.Name).ToList();
        Assert.Contains("Heal", entries);
        Assert.Contains(".Heal", entries);
        Assert.Contains("Heal~2", entries);
        foreach (var directory in entries.Where(entry => entry is ".Heal" or ".Heal~2" or ".Echo" or ".Wait" or ".Count" or ".Fail" or ".Where"))
        {
            foreach (var entry in tree.List($"{at}/{directory}"))
                tree.Read($"{at}/{directory}/{entry.Name}");
        }

        Assert.Equal("", tree.Read($"{at}/.Heal/call"));
        Assert.Equal("int Heal(int amount, bool full = false)\n", tree.Read($"{at}/.Heal/signature"));
        Assert.Contains("Callable.cs", tree.Read($"{at}/.Heal/code"), StringComparison.Ordinal);
        Assert.StartsWith("#!/bin/sh\n", tree.Read($"{at}/Heal"), StringComparison.Ordinal);
        Assert.Matches("\nHeal +int \\(int amount, bool full = false\\) +x +- +Gives health back\\.\n", tree.Read($"{at}/.type"));
        Assert.Equal(0, subject.Calls);
        HasMode(0x1ED, tree, $"{at}/Heal");
        Assert.Equal(tree.ReadBytes($"{at}/Heal").Length, tree.Stat($"{at}/Heal").Size);
    }

    [Theory, EveryGateway]
    public void A_mode_forbids_calling(string gateway)
    {
        var (tree, at, subject) = Make(gateway);
        Refuses(Errno.EACCES, () => tree.Write($"{at}/Forbidden", "\n"));
        Refuses(Errno.EACCES, () => tree.Open($"{at}/.Forbidden/call", Both));
        Assert.Equal(0, subject.Calls);
    }

    [Theory, EveryGateway]
    public void A_hundred_calls_at_once_never_mix(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        var wrong = 0;
        var threads = Enumerable.Range(0, 100).Select(i => new Thread(() =>
        {
            if (Call(tree, $"{at}/.Echo", $"call {i}".Replace(' ', '-')) != $"call-{i}\n")
                Interlocked.Increment(ref wrong);
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());
        Assert.Equal(0, wrong);
    }

    [Theory, EveryGateway]
    public void A_method_runs_under_the_policy_of_its_class(string gateway)
    {
        var tree = Open(gateway);
        var locked = Keep(new LockedCalls(NewName()));
        Assert.Equal("true\n", Call(tree, $"/LockedCalls/{locked.Key}/.IsLocked", "\n"));
        using var loop = new GameLoop();
        var dispatched = Keep(new DispatchedCalls(NewName(), loop));
        Assert.Equal($"{loop.ThreadId}\n", Call(tree, $"/DispatchedCalls/{dispatched.Key}/.Thread", "\n"));
    }

    [Theory, EveryGateway]
    public void A_method_that_is_called_like_what_stands_behind_a_dot_gets_another_name(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Overlaid/{Keep(new Overlaid(NewName())).Key}";
        Assert.Equal("{\"Key\":\"", tree.Read($"{at}/.json")[..8]);
        foreach (var name in (string[])["json", "watch", "text", "type", "error"])
        {
            Assert.Equal($"{name}\n", Call(tree, $"{at}/.{name}~2", "\n"));
            Assert.Contains($"channel='.{name}~2/call'", tree.Read($"{at}/{name}~2"), StringComparison.Ordinal);
            Assert.Equal($"usage: {name}~2", Call(tree, $"{at}/.{name}~2", "1\0--help\0").Split('\n')[0]);
            tree.Write($"{at}/{name}~2", "\n");
            Assert.False(tree.Exists($"{at}/{name}"));
        }

        Assert.Equal("later\n", Call(tree, $"{at}/.json~3", "1\0x\0"));
    }

    private (Client Tree, string At, Callable Subject) Make(string gateway)
    {
        var subject = Keep(new Callable(NewName()));
        return (Open(gateway), $"/Callable/{subject.Key}", subject);
    }

    private static string Call(Client tree, string method, string arguments)
    {
        using var file = tree.Open($"{method}/call", Both);
        var data = Encoding.UTF8.GetBytes(arguments);
        for (var done = 0; done < data.Length;)
            done += file.Write(done, data.AsSpan(done));
        return Answer(file);
    }

    private static string Answer(OpenFile file) => file.ReadText();
}
