using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class LifeCases : Case
{
    [Theory, EveryGateway]
    public void The_tree_does_not_keep_an_object_alive(string gateway)
    {
        var tree = Open(gateway);
        var name = NewName();
        Bear(() => new Named(name));
        Assert.True(tree.Exists($"/Named/{name}"));
        Release();
        EventuallyGone(tree, $"/Named/{name}");
        Assert.DoesNotContain(name, tree.Names("/Named"));
    }

    [Theory, EveryGateway]
    public void An_open_file_of_a_collected_object_says_so_and_keeps_what_it_read(string gateway)
    {
        var tree = Open(gateway);
        var name = NewName();
        Bear(() => new Named(name));
        using var file = tree.Open($"/Named/{name}/Login", OpenFlags.Read);
        Assert.Equal($"{name}\n", file.ReadText());
        Release();
        EventuallyGone(tree, $"/Named/{name}");
        var rest = new byte[10];
        Assert.Equal(name.Length, file.Read(1, rest));
        Refuses(Errno.ESTALE, () => file.Read(0, rest));
    }

    [Theory, EveryGateway]
    public void What_is_held_strongly_stays_until_it_is_removed(string gateway)
    {
        var tree = Open(gateway);
        var name = NewName();
        var reference = Make(name);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(tree.Exists($"/Held/{name}"));
        Assert.True(ObjectRegistry.Default.Remove(reference.Target!));
        EventuallyGone(tree, $"/Held/{name}");

        static WeakReference Make(string name) => new(new Held(name));
    }

    [Theory, EveryGateway]
    public void Disposal_takes_an_object_out_of_the_tree(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Closable(NewName()));
        Assert.True(tree.Exists($"/Closable/{subject.Key}"));
        subject.Dispose();
        Eventually(() => !tree.Exists($"/Closable/{subject.Key}"), "the end of the directory");
        Assert.DoesNotContain(subject.Key, tree.Names("/Closable"));
    }

    [Theory, EveryGateway]
    public void A_property_decides_whether_an_instance_is_shown(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Shy(NewName()));
        Assert.False(tree.Exists($"/Shy/{subject.Key}"));
        Assert.DoesNotContain(subject.Key, tree.Names("/Shy"));
        subject.IsVisible = true;
        Eventually(() => tree.Exists($"/Shy/{subject.Key}"), "the directory");
        Assert.Contains(subject.Key, tree.Names("/Shy"));
        subject.IsVisible = false;
        Eventually(() => !tree.Exists($"/Shy/{subject.Key}"), "the end of the directory");
    }

    [Theory, EveryGateway]
    public void A_predicate_decides_whether_an_instance_is_shown(string gateway)
    {
        var tree = Open(gateway);
        var (shown, hidden) = (Keep(new Choosy(NewName() + "-shown")), Keep(new Choosy(NewName())));
        Assert.Contains(shown.Key, tree.Names("/Choosy"));
        Assert.True(tree.Exists($"/Choosy/{shown.Key}"));
        Assert.False(tree.Exists($"/Choosy/{hidden.Key}"));
    }

    [Theory, EveryGateway]
    public void Any_object_can_be_exported_under_a_path_and_taken_back(string gateway)
    {
        var tree = Open(gateway);
        var name = NewName();
        var loose = Keep(new Loose());
        using (ObjectRegistry.Default.Export(loose, $"machines/{name}/left"))
        {
            Assert.Equal("5\n", tree.Read($"/machines/{name}/left/Value"));
            tree.Write($"/machines/{name}/left/Value", "6");
            Assert.Equal(6, loose.Value);
        }

        Eventually(() => !tree.Exists($"/machines/{name}"), "the end of the path");
    }

    [Theory, EveryGateway(Feature.Symlinks)]
    public void An_exported_object_gets_a_link_at_a_second_place(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Named(NewName()));
        using var place = ObjectRegistry.Default.Export(subject, $"favourites/{subject.Login}");
        Assert.Equal($"../Named/{subject.Login}", tree.ReadLink($"/favourites/{subject.Login}"));
        Assert.Equal($"{subject.Login}\n", tree.Read($"/favourites/{subject.Login}/Login"));
    }

    [Theory, EveryGateway]
    public void Two_loose_objects_of_one_path_are_both_there(string gateway)
    {
        var tree = Open(gateway);
        var name = NewName();
        using var first = ObjectRegistry.Default.Export(Keep(new Loose()), $"machines/{name}");
        using var second = ObjectRegistry.Default.Export(Keep(new Loose()), $"machines/{name}");
        Assert.True(tree.Exists($"/machines/{name}/Value"));
        Assert.True(tree.Exists($"/machines/{name}~2/Value"));
    }

    [Theory, EveryGateway]
    public void A_listing_is_the_same_from_open_to_close_while_objects_come_and_go(string gateway)
    {
        var tree = Open(gateway);
        var stem = NewName() + "-";
        var staying = Enumerable.Range(0, 50).Select(i => Keep(new Named($"{stem}stays-{i}"))).ToList();
        var going = Enumerable.Range(0, 50).Select(i => new Named($"{stem}goes-{i}")).ToList();
        using var directory = tree.OpenDirectory("/Named");
        var seen = new List<string>();
        for (var i = 0; directory.Read() is { } entry; i++)
        {
            // the names of other cases may pass from one object to another
            if (entry.Name.StartsWith(stem, StringComparison.Ordinal))
                seen.Add(entry.Name);
            if (i >= going.Count)
                continue;
            ObjectRegistry.Default.Remove(going[i]);
            Keep(new Named($"{stem}comes-{i}"));
        }

        Assert.All(staying, subject => Assert.Single(seen, subject.Login!));
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Theory, EveryGateway]
    public void Objects_that_are_renamed_while_listed_are_listed_once(string gateway)
    {
        var tree = Open(gateway);
        var stem = NewName();
        var subjects = Enumerable.Range(0, 60).Select(i => Keep(new Named($"{stem}-{i}"))).ToList();
        var inodes = subjects.Select(subject => tree.Stat($"/Named/{subject.Login}").Inode).ToHashSet();
        using var directory = tree.OpenDirectory("/Named");
        var seen = new List<ulong>();
        for (var i = 0; directory.Read() is { } entry; i++)
        {
            seen.Add(entry.Inode);
            subjects[i % 60].Login = $"{stem}-{i}-renamed";
        }

        Assert.Equal(60, seen.Count(inodes.Contains));
        Assert.Equal(60, seen.Where(inodes.Contains).Distinct().Count());
    }

    [Theory, EveryGateway]
    public void Ten_thousand_instances_are_all_listed_and_found(string gateway)
    {
        var tree = Open(gateway);
        var many = Enumerable.Range(0, 10_000).Select(static _ => new Many()).ToList();
        var names = tree.Names("/Many");
        Assert.True(names.Count >= 10_000);
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal("1\n", tree.Read($"/Many/{names[^1]}/One"));
        Assert.Equal(NodeKind.Directory, tree.Stat($"/Many/{names[^5000]}").Kind);

        // whoever takes a snapshot of the whole tree before they are collected has room for so many of one gateway, and not of all
        many.ForEach(static each => ObjectRegistry.Default.Remove(each));
    }
}
