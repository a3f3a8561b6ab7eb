using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class GraphCases : Case
{
    [Theory, EveryGateway]
    public void Writing_a_member_of_a_struct_writes_it_back_through_its_owners(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Canvas(NewName()));
        var at = $"/Canvas/{subject.Key}";
        tree.Write($"{at}/Origin/X", "4");
        tree.Write($"{at}/Drawing/Main/To/Y", "5");
        tree.Write($"{at}/Drawing/Main/Label", "line\n");
        tree.Write($"{at}/Drawing/Field/From/X", "6");
        tree.Write($"{at}/Focus/Y", "7");
        Assert.Equal(4, subject.Origin.X);
        Assert.Equal((5, "line"), (subject.Drawing.Main.To.Y, subject.Drawing.Main.Label));
        Assert.Equal(6, subject.Drawing.Field.From.X);
        Assert.Equal((1, 7), (subject.Focus!.Value.X, subject.Focus.Value.Y));
        Assert.Equal("5\n", tree.Read($"{at}/Drawing/Main/To/Y"));
    }

    [Theory, EveryGateway]
    public void A_struct_that_cannot_be_written_back_is_read_only_all_through(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Canvas(NewName()));
        var at = $"/Canvas/{subject.Key}/Drawing/ReadOnly";
        HasMode(0x124, tree, $"{at}/Label");
        Refuses(Errno.EACCES, () => tree.Write($"{at}/Label", "x"));
        Refuses(Errno.EACCES, () => tree.Write($"{at}/From/X", "1"));
    }

    [Theory, EveryGateway]
    public void A_tuple_is_a_directory(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Canvas(NewName()));
        Assert.Equal("two\n", tree.Read($"/Canvas/{subject.Key}/Tuple/Item2"));
        tree.Write($"/Canvas/{subject.Key}/Tuple/Item1", "9");
        Assert.Equal((9, "two"), subject.Tuple);
    }

    [Theory, EveryGateway]
    public void A_null_object_is_an_empty_file_and_becomes_a_directory_when_there_is_one(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Canvas(NewName()));
        var at = $"/Canvas/{subject.Key}/Nothing";
        Assert.Equal(NodeKind.File, tree.Stat(at).Kind);
        Assert.Equal("", tree.Read(at));
        var before = tree.Stat(at).Inode;
        subject.Nothing = new Drawing();
        Eventually(() => tree.Stat(at).Kind == NodeKind.Directory, "a directory");
        Assert.NotEqual(before, tree.Stat(at).Inode);
        Assert.True(tree.Exists($"{at}/Main/From/X"));
        subject.Nothing = null;
        Eventually(() => tree.Stat(at).Kind == NodeKind.File, "a file again");
    }

    [Theory, EveryGateway]
    public void What_was_open_when_an_object_was_replaced_says_so(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Link(NewName()) { Anything = new Drawing() });
        using var file = tree.Open($"/Link/{subject.Key}/Anything/Main/Label", OpenFlags.Read);
        subject.Anything = new Branch();
        Refuses(Errno.ESTALE, () => file.Read(0, new byte[1]));
        subject.Anything = null;
        Refuses(Errno.ENOENT, () => file.Read(0, new byte[1]));
    }

    [Theory, EveryGateway(Feature.Symlinks | Feature.Sizes)]
    public void An_exported_object_is_a_relative_link_to_its_place(string gateway)
    {
        var tree = Open(gateway);
        var (one, two) = (Keep(new Link(NewName())), Keep(new Link(NewName())));
        one.Next = two;
        one.Other = Keep(new Named(NewName()));
        Assert.Equal($"../../Link/{two.Key}", tree.ReadLink($"/Link/{one.Key}/Next"));
        Assert.Equal($"{two.Key}\n", tree.Read($"/Link/{one.Key}/Next/Key"));
        Assert.Equal($"{one.Other.Login}\n", tree.Read($"/Link/{one.Key}/Other/Login"));
        var told = tree.LinkStat($"/Link/{one.Key}/Next").Size;
        Assert.Equal(Gateways.Has(gateway, Feature.Linking) ? tree.ReadLink($"/Link/{one.Key}/Next").Length : 0, told);
        var (before, after) = (one.Other.Login, NewName());
        one.Other.Login = after;
        Eventually(() => tree.Exists($"/Named/{after}"), "the new name");
        Assert.Equal($"../../Named/{after}", tree.ReadLink($"/Link/{one.Key}/Other"));
    }

    [Theory, EveryGateway(Feature.Symlinks)]
    public void Cycles_are_links(string gateway)
    {
        var tree = Open(gateway);
        var (one, two) = (Keep(new Link(NewName())), Keep(new Link(NewName())));
        (one.Next, two.Next) = (two, one);
        Assert.Equal($"{one.Key}\n", tree.Read($"/Link/{one.Key}/Next/Next/Key"));
        Assert.Equal($"{one.Key}\n", tree.Read($"/Link/{one.Key}/Fixed/Fixed/Fixed/Key"));
        Assert.Equal(NodeKind.Symlink, tree.LinkStat($"/Link/{one.Key}/Fixed").Kind);
    }

    [Theory, EveryGateway(Feature.Symlinks)]
    public void An_object_on_the_path_above_is_a_link_up(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Link(NewName()));
        var (root, child) = (new Branch { Name = "root" }, new Branch { Name = "child" });
        (root.Child, child.Parent, root.Parent, child.Exported) = (child, root, root, subject);
        subject.Tree = root;
        var at = $"/Link/{subject.Key}/Tree";
        Assert.Equal(NodeKind.Symlink, tree.LinkStat($"{at}/Child/Parent").Kind);
        Assert.Equal("root\n", tree.Read($"{at}/Child/Parent/Name"));
        Assert.Equal("child\n", tree.Read($"{at}/Child/Parent/Child/Name"));
        Assert.Equal("root\n", tree.Read($"{at}/Parent/Name"));
        Assert.Equal($"{subject.Key}\n", tree.Read($"{at}/Child/Exported/Key"));
    }

    [Theory, EveryGateway(Feature.Linking | Feature.Replacing)]
    public void A_reference_is_set_by_a_link_renamed_onto_it_and_type_checked(string gateway)
    {
        var tree = Open(gateway);
        var (one, two) = (Keep(new Link(NewName())), Keep(new Link(NewName())));
        var other = Keep(new Named(NewName()));
        var at = $"/Link/{one.Key}";
        tree.Symlink($"../{two.Key}", $"{at}/tmp");
        Assert.Equal($"../{two.Key}", tree.ReadLink($"{at}/tmp"));
        Assert.Null(one.Next);
        tree.Rename($"{at}/tmp", $"{at}/Next");
        Assert.Same(two, one.Next);
        Assert.False(tree.Exists($"{at}/tmp"));
        Assert.Equal($"{two.Key}\n", tree.Read($"{at}/Next/Key"));

        tree.Symlink($"../../Named/{other.Login}", $"{at}/tmp");
        Refuses(Errno.EINVAL, () => tree.Rename($"{at}/tmp", $"{at}/Next"));
        Assert.Same(two, one.Next);
        Assert.Contains("is a Named, not a Link", tree.Read($"{at}/.error"), StringComparison.Ordinal);
        tree.Rename($"{at}/tmp", $"{at}/Other");
        Assert.Same(other, one.Other);

        tree.Symlink("/nowhere", $"{at}/tmp");
        Refuses(Errno.EINVAL, () => tree.Rename($"{at}/tmp", $"{at}/Next"));
        Refuses(Errno.EACCES, () => tree.Rename($"{at}/tmp", $"{at}/Fixed"));
        tree.Remove($"{at}/tmp");
        Assert.False(tree.Exists($"{at}/tmp"));
    }

    [Theory, EveryGateway(Feature.Linking)]
    public void Links_that_wait_are_bounded(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Link/{Keep(new Link(NewName())).Key}";
        for (var i = 0; i < 16; i++)
            tree.Symlink("/x", $"{at}/tmp{i}");
        Refuses(Errno.ENOSPC, () => tree.Symlink("/x", $"{at}/tmp16"));
    }

    [Theory, EveryGateway(Feature.Symlinks)]
    public void A_path_written_to_a_null_reference_sets_it(string gateway)
    {
        var tree = Open(gateway);
        var (one, two) = (Keep(new Link(NewName())), Keep(new Link(NewName())));
        Refuses(Errno.EINVAL, () => tree.Write($"/Link/{one.Key}/Next", "/Link/nobody\n"));
        Refuses(Errno.EINVAL, () => tree.Write($"/Link/{one.Key}/Next", "/Link\n"));
        tree.Write($"/Link/{one.Key}/Next", $"/Link/{two.Key}\n");
        Assert.Same(two, one.Next);
        one.Next = null;
        Eventually(() => tree.LinkStat($"/Link/{one.Key}/Next").Kind == NodeKind.File, "a file");
        tree.Write($"/Link/{one.Key}/Next", $"../{two.Key}\n");
        Assert.Same(two, one.Next);
        Refuses(Errno.EINVAL, () => tree.Write($"/Link/{one.Key}/Other", $"../{two.Key}\n"));
    }

    [Theory, EveryGateway(Feature.Xattrs | Feature.Symlinks)]
    public void A_graph_without_end_ends(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Link/{Keep(new Link(NewName())).Key}/Endless";
        var depth = 0;
        while (depth < 100 && tree.LinkStat(at).Kind == NodeKind.Directory)
        {
            at += "/Next";
            depth++;
        }

        Assert.InRange(depth, 2, 20);
        Refuses(Errno.ELOOP, () => tree.Read(at));
        Assert.Contains("steps below", tree.Error(at), StringComparison.Ordinal);
    }
}
