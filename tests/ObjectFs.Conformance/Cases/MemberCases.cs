using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class MemberCases : Case
{
    [Theory, EveryGateway]
    public void Public_and_marked_members_are_listed_and_no_others(string gateway)
    {
        var subject = Keep(new Members(NewName()));
        Assert.Equal(
            ["Field", "GetOnly", "InitOnly", "Inside", "Key", "Narrow", "PrivatelySet", "PublicKeyToken", "Shown", "renamed"],
            Open(gateway).Names($"/Members/{subject.Key}").Order(StringComparer.Ordinal));
    }

    [Theory, EveryGateway]
    public void What_is_hidden_is_not_found_by_name_either(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Members(NewName()));
        foreach (var name in (string[])["Hidden", "Password", "AccessToken", "Unseen", "SetOnly", "Call", "Type", "Item", "Original"])
            Refuses(Errno.ENOENT, () => tree.Stat($"/Members/{subject.Key}/{name}"));
        var json = tree.Read($"/Members/{subject.Key}/.json");
        Assert.DoesNotContain("secret", json, StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void Every_word_for_a_secret_hides_a_member(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Secretive/{Keep(new Secretive(NewName())).Key}";
        Assert.Equal(["Key", "Keyboard"], tree.Names(at).Order(StringComparer.Ordinal));
        foreach (var name in typeof(Secretive).GetProperties().Select(static property => property.Name).Where(static name => !name.StartsWith("Key", StringComparison.Ordinal)))
            Refuses(Errno.ENOENT, () => tree.Stat($"{at}/{name}"));
        foreach (var beside in (string[])[".json", ".text"])
            Assert.DoesNotContain("hidden", tree.Read($"{at}/{beside}"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void Modes_follow_the_accessors_and_the_declaration(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Members/{Keep(new Members(NewName())).Key}";
        (string Name, int Mode)[] expected =
        [
            ("Shown", 0x1A4), ("Field", 0x1A4), ("Key", 0x124), ("InitOnly", 0x124), ("GetOnly", 0x124), ("PrivatelySet", 0x124), ("Narrow", 0x180), ("PublicKeyToken", 0x1A4),
        ];
        Assert.All(expected, member => HasMode(member.Mode, tree, $"{at}/{member.Name}"));
        HasMode(0x1ED, tree, at);
        HasMode(0x1A4, tree, $"{at}/.json");
    }

    [Theory, EveryGateway]
    public void A_class_narrows_its_directories_and_all_members(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Guarded/{Keep(new Guarded(NewName())).Key}";
        HasMode(0x140, tree, at);
        HasMode(0x100, tree, $"{at}/Value");
        Refuses(Errno.EACCES, () => tree.Write($"{at}/Value", "2"));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void What_cannot_be_written_is_refused_at_open_with_a_sentence(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Members/{Keep(new Members(NewName())).Key}";
        foreach (var name in (string[])["Key", "InitOnly", "GetOnly", "PrivatelySet"])
        {
            Refuses(Errno.EACCES, () => tree.Open($"{at}/{name}", OpenFlags.Write));
            Assert.Equal($"{name}: it is read-only: it has no public setter", tree.Error($"{at}/{name}"));
        }
    }

    [Theory, EveryGateway(Feature.Sizes)]
    public void Sizes_are_exact(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Members/{Keep(new Members(NewName())).Key}";
        foreach (var name in tree.List(at).Select(static entry => entry.Name).Where(static name => name is not ".json"))
            Assert.Equal((name, tree.ReadBytes($"{at}/{name}").Length), (name, tree.Stat($"{at}/{name}").Size));
    }

    [Theory, EveryGateway]
    public void Inodes_are_those_of_the_listing_stable_and_different(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Members/{Keep(new Members(NewName())).Key}";
        var listed = tree.List(at);
        Assert.Equal(listed.Count, listed.Select(static entry => entry.Inode).Distinct().Count());
        Assert.All(listed, entry => Assert.Equal(entry.Inode, tree.Stat($"{at}/{entry.Name}").Inode));
        Assert.Equal(listed, tree.List(at));
    }

    [Theory, EveryGateway(Feature.Times)]
    public void A_time_is_that_of_the_last_change_and_never_now(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Members(NewName()));
        var file = $"/Members/{subject.Key}/Shown";
        var born = tree.Stat(file).Modified;
        Assert.NotEqual(0, born);
        Assert.Equal("1\n", tree.Read(file));
        Assert.Equal(born, tree.Stat(file).Modified);
        Tick();
        subject.Shown = 2;
        Eventually(() => tree.Stat(file).Modified > born, "the time of the change");
        var changed = tree.Stat(file).Modified;
        Tick();
        Assert.Equal(changed, tree.Stat(file).Modified);
        Tick();
        tree.Write(file, "3");
        Eventually(() => tree.Stat(file).Modified > changed, "the time of the write");
        Assert.Equal(born, tree.Stat($"/Members/{subject.Key}/Narrow").Modified);
    }

    [Theory, EveryGateway(Feature.Times | Feature.Sizes)]
    public void A_time_changes_where_no_weaver_tells_as_soon_as_another_value_is_seen(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Members(NewName()));
        var file = $"/Members/{subject.Key}/Field";
        var before = tree.Stat(file).Modified;
        Tick();
        Assert.Equal(before, tree.Stat(file).Modified);
        subject.Field = 77;
        Eventually(() => tree.Stat(file).Modified > before, "a later time");
    }

    [Theory, EveryGateway(Feature.Times | Feature.Sizes)]
    public void The_time_of_a_static_member_follows_the_program(string gateway)
    {
        var tree = Open(gateway);
        const string File = "/Preferences/Turns";
        Assert.Equal($"{Preferences.Turns}\n", tree.Read(File));
        var before = tree.Stat(File).Modified;
        Tick();
        Preferences.Turns++;
        Eventually(() => tree.Stat(File).Modified > before, "a later time");
        var changed = tree.Stat(File).Modified;
        Tick();
        Assert.Equal(changed, tree.Stat(File).Modified);
    }

    [Theory, EveryGateway(Feature.Times | Feature.Sizes)]
    public void The_time_of_a_member_follows_the_program_where_its_object_has_left_the_tree_and_is_shown_in_another(string gateway)
    {
        var tree = Open(gateway);
        var (inner, outer) = (Keep(new Members(NewName())), Keep(new Box<Members>(NewName(), null!)));
        outer.Content = inner;
        ObjectRegistry.Default.Remove(inner);
        var file = $"/Box-Members/{outer.Key}/Content/Shown";
        var before = tree.Stat(file).Modified;
        Tick();
        Assert.Equal(before, tree.Stat(file).Modified);
        inner.Shown = 77;
        Eventually(() => tree.Stat(file).Modified > before, "a later time");
    }

    [Theory, EveryGateway]
    public void Members_cannot_be_made_removed_or_moved_and_the_errno_is_never_ENOSYS(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Members/{Keep(new Members(NewName())).Key}";
        Refuses(Errno.EPERM, () => tree.MakeDirectory($"{at}/new"));
        Refuses(Errno.EPERM, () => tree.Remove($"{at}/Shown"));
        Refuses(Errno.EPERM, () => tree.Rename($"{at}/Shown", $"{at}/Field"));
        Refuses(Errno.EPERM, () => tree.MakeDirectory("/Members/new"));
        Refuses(Errno.EPERM, () => tree.MakeDirectory("/new"));
        Refuses(Errno.EPERM, () => tree.RemoveDirectory(at));
        Refuses(Errno.EPERM, () => tree.Create("/new"));
        Refuses(Errno.EPERM, () => tree.Create("/Members/new"));
        Refuses(Errno.EPERM, () => tree.Create("/.objectfs/new"));
        Refuses(Errno.EPERM, () => tree.ChangeMode($"{at}/Shown", 0x124));
        if (tree.ToldMode(NodeKind.File) == 0xFFF)
            Refuses(Errno.EPERM, () => tree.ChangeMode($"{at}/Shown", 0x1FF));
        tree.ChangeMode($"{at}/Shown", 0x1A4);
    }

    [Theory, EveryGateway]
    public void A_class_of_a_thousand_members_is_shown_whole(string gateway)
    {
        var tree = Open(gateway);
        var type = Wide.Type;
        using var place = ObjectRegistry.Default.Export(Keep(Activator.CreateInstance(type)!), $"wide/{NewName()}");
        var at = "/wide/" + tree.Names("/wide").Single();
        Assert.Equal(1000, tree.Names(at).Count);
        tree.Write($"{at}/Member999", "12");
        Assert.Equal("12\n", tree.Read($"{at}/Member999"));
        Assert.Equal(1000, tree.List(at).Where(static entry => entry.Name[0] != '.').Select(static entry => entry.Inode).Distinct().Count());
    }
}
