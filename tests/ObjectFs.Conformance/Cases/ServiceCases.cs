using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

/// <summary>What the tree tells of itself in <c>.objectfs</c>.</summary>
public sealed class ServiceCases : Case
{
    [Theory, EveryGateway]
    public void The_root_lists_it_and_it_tells_the_process(string gateway)
    {
        var tree = Open(gateway);
        Assert.Contains(".objectfs", tree.List("/").Select(static entry => entry.Name));
        Assert.Equal(["version", "pid", "stats", "log", "audit", "tx", "snap"], tree.Names("/.objectfs"));
        Assert.Equal($"{Environment.ProcessId}\n", tree.Read("/.objectfs/pid"));
        Assert.EndsWith("\n", tree.Read("/.objectfs/version"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void What_tells_of_others_is_for_the_owner_alone(string gateway)
    {
        var tree = Open(gateway);
        HasMode(0x100, tree, "/.objectfs/audit");
        HasMode(0x100, tree, "/.objectfs/log");
        HasMode(0x1C0, tree, "/.objectfs/tx");
        HasMode(0x1C0, tree, "/.objectfs/snap");
    }

    [Theory, EveryGateway]
    public void A_write_is_in_the_audit(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Checked(NewName()));
        tree.Write($"/Checked/{subject.Key}/Speed", "42\n");
        Refuses(Errno.EINVAL, () => tree.Write($"/Checked/{subject.Key}/Speed", "121"));
        var lines = tree.Read("/.objectfs/audit").Split('\n').Where(line => line.Contains($"/Checked/{subject.Key}/Speed", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.EndsWith("\"old\":\"10\",\"new\":\"42\",\"outcome\":\"ok\"}", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("\"old\":\"42\",\"new\":\"121\",\"outcome\":\"EINVAL\"}", lines[1], StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void A_transaction_is_applied_as_a_whole(string gateway)
    {
        var tree = Open(gateway);
        var (one, two) = (Keep(new Checked(NewName())), Keep(new Checked(NewName())));
        var at = Begin(tree);
        tree.Write($"{at}/Checked/{one.Key}/Speed", "20");
        tree.Write($"{at}/Checked/{two.Key}/Speed", "30");
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/Checked/{two.Key}/Speed", "121"));
        Assert.Equal("20\n", tree.Read($"{at}/Checked/{one.Key}/Speed"));
        Assert.Equal("10\n", tree.Read($"/Checked/{one.Key}/Speed"));
        Assert.Contains($"{{\"path\":\"/Checked/{one.Key}/Speed\",\"old\":\"10\",\"new\":\"20\"}}", tree.Read($"{at}/status"), StringComparison.Ordinal);
        tree.Write($"{at}/ctl", "commit\n");
        Assert.Equal((20, 30), (one.Speed, two.Speed));
        Assert.Equal("", tree.Read($"{at}/status"));
        tree.RemoveDirectory(at);
        Assert.False(tree.Exists(at));
    }

    [Theory, EveryGateway]
    public void A_transaction_over_a_value_that_moved_changes_nothing(string gateway)
    {
        var tree = Open(gateway);
        var (one, two) = (Keep(new Checked(NewName())), Keep(new Checked(NewName())));
        var at = Begin(tree);
        tree.Write($"{at}/Checked/{one.Key}/Speed", "20");
        tree.Write($"{at}/Checked/{two.Key}/Speed", "30");
        two.Speed = 11;
        Refuses(Errno.ESTALE, () => tree.Write($"{at}/ctl", "commit\n"));
        Assert.Equal((10, 11), (one.Speed, two.Speed));
        Assert.Contains("is '11' now", tree.Read($"{at}/status"), StringComparison.Ordinal);
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/ctl", "whatever\n"));
        tree.Write($"{at}/ctl", "abort\n");
        Assert.Equal("", tree.Read($"{at}/status"));
        Assert.Equal("10\n", tree.Read($"{at}/Checked/{one.Key}/Speed"));
        tree.RemoveDirectory(at);
    }

    [Theory, EveryGateway]
    public void A_twin_is_walked_as_the_tree_is(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Checked(NewName()));
        var at = Begin(tree);
        Assert.Equal(tree.Names($"/Checked/{subject.Key}"), tree.Names($"{at}/Checked/{subject.Key}"));
        foreach (var entry in tree.List($"{at}/Checked/{subject.Key}").Where(static entry => entry.Kind == NodeKind.File))
            Assert.Equal(entry.Inode, tree.LinkStat($"{at}/Checked/{subject.Key}/{entry.Name}").Inode);
        Refuses(Errno.EPERM, () => tree.MakeDirectory($"{at}/Checked/new"));
        Refuses(Errno.ENOENT, () => tree.Stat($"{at}/.objectfs"));
        tree.RemoveDirectory(at);
    }

    [Theory, EveryGateway(Feature.Linking | Feature.Replacing)]
    public void A_reference_is_staged_by_a_link(string gateway)
    {
        var tree = Open(gateway);
        var (one, two) = (Keep(new Referring(NewName())), Keep(new Referring(NewName())));
        var at = Begin(tree);
        tree.Symlink($"../{two.Key}", $"{at}/Referring/{one.Key}/link");
        tree.Rename($"{at}/Referring/{one.Key}/link", $"{at}/Referring/{one.Key}/Next");
        Assert.Null(one.Next);
        Assert.Equal($"{two.Key}\n", tree.Read($"{at}/Referring/{one.Key}/Next/Key"));
        tree.Write($"{at}/ctl", "commit\n");
        Assert.Same(two, one.Next);
        tree.RemoveDirectory(at);
    }

    private static string Begin(Clients.Client tree)
    {
        var at = $"/.objectfs/tx/{NewName()}";
        tree.MakeDirectory(at);
        return at;
    }
}
