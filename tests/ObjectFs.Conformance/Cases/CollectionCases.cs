using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class CollectionCases : Case
{
    [Theory, EveryGateway]
    public void Arrays_and_lists_are_numbered(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Collections(NewName()));
        var at = $"/Collections/{subject.Key}";
        Assert.Equal(["0", "1", "2"], tree.Names($"{at}/Numbers"));
        tree.Write($"{at}/Numbers/1", "20");
        Assert.Equal([1, 20, 3], subject.Numbers);
        tree.Write($"{at}/Names/0", "A\n");
        Assert.Equal(["A", "b"], subject.Names);
        Assert.Equal("3\n", tree.Read($"{at}/Nested/1/0"));
        tree.Write($"{at}/Nested/0/1", "22");
        Assert.Equal([1, 22], subject.Nested[0]);
        Assert.Equal("5\n", tree.Read($"{at}/Fixed/1"));
        Refuses(Errno.EACCES, () => tree.Write($"{at}/Fixed/1", "1"));
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/Numbers/1", "x"));
        foreach (var name in (string[])["3", "-1", "01", "x", "2147483648"])
            Refuses(Errno.ENOENT, () => tree.Stat($"{at}/Numbers/{name}"));
    }

    [Theory, EveryGateway]
    public void What_left_a_list_is_not_there(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Collections(NewName()));
        using var file = tree.Open($"/Collections/{subject.Key}/Names/1", OpenFlags.Read | OpenFlags.Write);
        subject.Names.RemoveAt(1);
        Refuses(Errno.ENOENT, () => file.Read(0, new byte[1]));
        Refuses(Errno.ENOENT, () => file.Write("x"));
        Refuses(Errno.ENOENT, () => tree.Stat($"/Collections/{subject.Key}/Names/1"));
    }

    [Theory, EveryGateway]
    public void Dictionaries_have_a_name_per_key_whatever_it_is(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Collections(NewName()));
        var at = $"/Collections/{subject.Key}";
        Assert.Equal(subject.ByName.Count, tree.List($"{at}/ByName").Count);
        Assert.Equal("1234567", string.Concat(tree.List($"{at}/ByName").Select(entry => tree.Read($"{at}/ByName/{entry.Name}").Trim()).Order(StringComparer.Ordinal)));
        Assert.Equal("2\n", tree.Read($"{at}/ByName/a%2Fb"));
        tree.Write($"{at}/ByName/one", "11");
        Assert.Equal(11, subject.ByName["one"]);
        Assert.Equal("minus five\n", tree.Read($"{at}/ByNumber/-5"));
        Refuses(Errno.ENOENT, () => tree.Read($"{at}/ByNumber/01"));
        Assert.Equal("1.5\n", tree.Read($"{at}/ByDay/Monday"));
        Assert.Equal("1\n", tree.Read($"{at}/ByGuid/{Guid.Empty}"));
        Assert.Equal("pair\n", tree.Read($"{at}/ByPair/{tree.Names($"{at}/ByPair").Single()}"));
        Assert.Equal("1\n", tree.Read($"{at}/ByTime/{tree.Names($"{at}/ByTime").Single()}"));
        tree.Write($"{at}/Points/here/Y", "8");
        Assert.Equal((3, 8), (subject.Points["here"].X, subject.Points["here"].Y));
        tree.Write($"{at}/Concurrent/x", "2");
        Assert.Equal(2, subject.Concurrent["x"]);
        Assert.Equal("1\n", tree.Read($"{at}/Frozen/f"));
        Refuses(Errno.EACCES, () => tree.Write($"{at}/Frozen/f", "2"));
        Assert.Equal("1\n", tree.Read($"{at}/Untyped/k"));
    }

    [Theory, EveryGateway]
    public void Sets_are_named_by_value(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Collections/{Keep(new Collections(NewName())).Key}";
        Assert.Equal(["a%2Fb", "red"], tree.Names($"{at}/Tags").Order(StringComparer.Ordinal));
        Assert.Equal(["1", "3"], tree.Names($"{at}/Ids").Order(StringComparer.Ordinal));
        Assert.Equal("a/b\n", tree.Read($"{at}/Tags/a%2Fb"));
        Assert.Equal(2, tree.Names($"{at}/Queue").Count);
    }

    [Theory, EveryGateway(Feature.Symlinks)]
    public void Objects_in_collections_are_directories_and_exported_ones_links(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Collections(NewName()));
        var named = Keep(new Named(NewName()));
        subject.References.Add(named);
        Assert.Equal("", tree.Read($"/Collections/{subject.Key}/References/0"));
        Assert.Equal($"{named.Login}\n", tree.Read($"/Collections/{subject.Key}/References/1/Login"));
        Assert.Equal(NodeKind.Symlink, tree.LinkStat($"/Collections/{subject.Key}/References/1").Kind);
        tree.Write($"/Collections/{subject.Key}/Nodes/0/Name", "other\n");
        Assert.Equal("other", subject.Nodes[0].Name);
    }

    [Theory, EveryGateway]
    public void Other_enumerables_are_evaluated_at_open_capped_and_never_by_stat(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Collections(NewName()));
        var at = $"/Collections/{subject.Key}";
        tree.Stat($"{at}/Lazy");
        tree.Stat($"{at}/Query");
        tree.List(at);
        tree.Read($"{at}/.json");
        Assert.Equal(0, subject.Enumerated);
        Assert.Equal("1\n2\n", tree.Read($"{at}/Lazy"));
        Assert.Equal(1, subject.Enumerated);
        Assert.Equal("1\n2\n", tree.Read($"{at}/Query"));
        var lines = tree.Read($"{at}/Infinite").TrimEnd('\n').Split('\n');
        Assert.Equal(10_001, lines.Length);
        Assert.Contains("only the first 10000", lines[^1], StringComparison.Ordinal);
        Refuses(Errno.EIO, () => tree.Read($"{at}/Failing"));
        Assert.Equal("1\n2\n3\n4\n", tree.Read($"{at}/Grid"));
    }

    [Theory, EveryGateway]
    public void A_list_that_changes_all_the_time_is_listed_or_says_why_not(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Collections(NewName()));
        using var stop = new CancellationTokenSource();

        // 9P2000 tells no numbers
        Errno[] expected = gateway.StartsWith("9P2000,", StringComparison.Ordinal) ? [Errno.None, Errno.EIO] : [Errno.None, Errno.EBUSY];
        var changer = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                subject.Restless.Add(1);
                subject.Restless.RemoveAt(subject.Restless.Count - 1);
                subject.ByNumber[100] = "x";
                subject.ByNumber.Remove(100);
            }
        });
        changer.Start();
        try
        {
            for (var i = 0; i < 50; i++)
            {
                Assert.Contains(Clients.Refusal.Of(() => tree.List($"/Collections/{subject.Key}/Restless")), expected);
                Assert.Contains(Clients.Refusal.Of(() => tree.List($"/Collections/{subject.Key}/ByNumber")), expected);
            }
        }
        finally
        {
            stop.Cancel();
            changer.Join();
        }

        Assert.Contains("0", tree.Names($"/Collections/{subject.Key}/Restless"));
    }

    [Theory, EveryGateway]
    public void Futures_are_neither_waited_for_nor_forced(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Futures(NewName()));
        var at = $"/Futures/{subject.Key}";
        Assert.Equal(["error", "result", "status"], tree.Names($"{at}/Waiting").Order(StringComparer.Ordinal));
        Assert.Equal("", tree.Read($"{at}/Waiting/result"));
        Assert.Equal("WaitingForActivation\n", tree.Read($"{at}/Waiting/status"));
        subject.Source.SetResult("here");
        Assert.Equal("here\n", tree.Read($"{at}/Waiting/result"));
        Assert.Equal("RanToCompletion\n", tree.Read($"{at}/Done/status"));
        Assert.Equal("5\n", tree.Read($"{at}/Done/result"));
        Assert.Equal("6\n", tree.Read($"{at}/Value/result"));
        Assert.Equal("", tree.Read($"{at}/Plain/result"));
        Assert.Equal("Faulted\n", tree.Read($"{at}/Failed/status"));
        Assert.Contains("it failed", tree.Read($"{at}/Failed/error"), StringComparison.Ordinal);
        Assert.Equal("NotCreated\n", tree.Read($"{at}/Lazy/status"));
        Assert.Equal("", tree.Read($"{at}/Lazy/result"));
        tree.Read($"{at}/.json");
        Assert.False(subject.Forced);
        Assert.Equal(7, subject.Lazy.Value);
        Assert.Equal("7\n", tree.Read($"{at}/Lazy/result"));
    }
}
