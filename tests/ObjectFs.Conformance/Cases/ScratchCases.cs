using ObjectFs.Conformance.Clients;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class ScratchCases : Case
{
    private const long FileBound = 16 << 20;
    private const int DirectoryBound = 64;

    [Theory, EveryGateway]
    public void A_file_that_is_no_member_is_a_file_as_on_a_disk(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Draft/{Keep(new Draft(NewName())).Key}";
        tree.WriteNew($"{at}/.Speed.swp", "content\n");
        Assert.Equal("content\n", tree.Read($"{at}/.Speed.swp"));
        Assert.Equal(NodeKind.File, tree.Stat($"{at}/.Speed.swp").Kind);
        HasMode(0x1A4, tree, $"{at}/.Speed.swp");
        using (var file = tree.Open($"{at}/.Speed.swp", OpenFlags.Read | OpenFlags.Write))
        {
            file.Write("XY", 3);
            file.Sync();
            Assert.Equal("conXYnt\n", file.ReadText());
            file.Truncate(4);
            Assert.Equal("conX", file.ReadText());
        }

        tree.Truncate($"{at}/.Speed.swp", 2);
        Assert.Equal("co", tree.Read($"{at}/.Speed.swp"));
        Refuses(Errno.EEXIST, () => tree.Create($"{at}/.Speed.swp"));
        tree.Remove($"{at}/.Speed.swp");
        Assert.False(tree.Exists($"{at}/.Speed.swp"));
        Refuses(Errno.ENOENT, () => tree.Remove($"{at}/.Speed.swp"));
    }

    [Theory, EveryGateway]
    public void It_has_a_name_a_mode_and_a_number_that_stay_its_own(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Draft/{Keep(new Draft(NewName())).Key}";
        tree.Create($"{at}/4913");
        var first = tree.Stat($"{at}/4913").Inode;
        tree.ChangeMode($"{at}/4913", 0x180);
        tree.Rename($"{at}/4913", $"{at}/Speed~");
        Assert.Equal(first, tree.Stat($"{at}/Speed~").Inode);
        HasMode(0x180, tree, $"{at}/Speed~");
        Assert.False(tree.Exists($"{at}/4913"));
        tree.Remove($"{at}/Speed~");
        tree.Create($"{at}/Speed~");
        Assert.NotEqual(first, tree.Stat($"{at}/Speed~").Inode);
    }

    [Theory, EveryGateway]
    public void It_lies_in_the_listing_and_in_nothing_that_tells_of_the_object(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Draft/{Keep(new Draft(NewName())).Key}";
        var before = tree.List(at).Select(static entry => entry.Name).ToList();
        var json = tree.Read($"{at}/.json");
        tree.WriteNew($"{at}/notes", "x");
        Assert.Equal([.. before, "notes"], tree.List(at).Select(static entry => entry.Name));
        Assert.Equal(tree.Stat($"{at}/notes").Inode, tree.List(at).Single(static entry => entry.Name == "notes").Inode);
        Assert.Equal(json, tree.Read($"{at}/.json"));
        Assert.DoesNotContain("notes", tree.Read($"{at}/.type"), StringComparison.Ordinal);
        tree.Remove($"{at}/notes");
        Assert.Equal(before, tree.List(at).Select(static entry => entry.Name));
    }

    [Theory, EveryGateway(Feature.Replacing)]
    public void One_that_is_renamed_onto_a_member_writes_it(string gateway)
    {
        var tree = Open(gateway);
        var draft = Keep(new Draft(NewName()));
        var at = $"/Draft/{draft.Key}";
        var inode = tree.Stat($"{at}/Speed").Inode;
        Replace(tree, at, "Speed", "77\n");
        Replace(tree, at, "Text", new string('x', 8192) + "\n");
        Replace(tree, at, "Note", "");
        Replace(tree, at, "Bytes", "bytes");
        Replace(tree, at, "Place/X", "9");
        Replace(tree, at, "First/Title", "two\n");
        Assert.Equal((77, new string('x', 8192), null, 9, "two"), (draft.Speed, draft.Text, draft.Note, draft.Place.X, draft.First.Title));
        Assert.Equal("bytes"u8.ToArray(), draft.Bytes);
        Assert.Equal("77\n", tree.Read($"{at}/Speed"));
        Assert.Equal(inode, tree.Stat($"{at}/Speed").Inode);
        Replace(tree, at, ".json", """{"Speed": 5, "First": {"Title": "three"}}""");
        Assert.Equal((5, "three"), (draft.Speed, draft.First.Title));
        Assert.DoesNotContain("tmp", tree.Names(at));
    }

    [Theory, EveryGateway(Feature.Replacing | Feature.Xattrs)]
    public void What_is_no_value_is_refused_by_the_renaming_and_both_stay_as_they_were(string gateway)
    {
        var tree = Open(gateway);
        var draft = Keep(new Draft(NewName()));
        var at = $"/Draft/{draft.Key}";
        foreach (var (name, text, errno) in ((string, string, Errno)[])
        [
            ("Speed", "abc\n", Errno.EINVAL), ("Speed", "121\n", Errno.EINVAL), ("Speed", "", Errno.EINVAL), ("Speed", "99999999999999\n", Errno.ERANGE),
            ("Key", "x\n", Errno.EACCES), (".json", "{\"Speed\": 1000}", Errno.EINVAL), (".json", "{\"Speed\":", Errno.EINVAL), (".json", "", Errno.EINVAL),
            ("Go", "", Errno.EPERM), (".type", "x", Errno.EPERM),
        ])
        {
            tree.WriteNew($"{at}/tmp", text);
            Refuses(errno, () => tree.Rename($"{at}/tmp", $"{at}/{name}"));
            Assert.Equal(text, tree.Read($"{at}/tmp"));
            Assert.NotEqual("", tree.Read($"{at}/.error"));
        }

        Assert.Equal(42, draft.Speed);
        tree.WriteNew($"{at}/tmp", "abc\n");
        Refuses(Errno.EINVAL, () => tree.Rename($"{at}/tmp", $"{at}/Speed"));
        Assert.Contains("'abc' is not a number between 0 and 120", tree.Error($"{at}/Speed"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void A_member_that_is_renamed_away_leaves_a_copy_and_stays(string gateway)
    {
        var tree = Open(gateway);
        var draft = Keep(new Draft(NewName()));
        var at = $"/Draft/{draft.Key}";
        Assert.Equal("42\n", tree.Read($"{at}/Speed"));
        var (inode, mode) = (tree.Stat($"{at}/Speed").Inode, tree.Stat($"{at}/Speed").Mode);
        tree.Rename($"{at}/Speed", $"{at}/Speed~");
        draft.Speed = 43;
        Assert.Equal("42\n", tree.Read($"{at}/Speed~"));
        Assert.Equal("43\n", tree.Read($"{at}/Speed"));
        Assert.Equal((inode, mode), (tree.Stat($"{at}/Speed").Inode, tree.Stat($"{at}/Speed~").Mode));
        Assert.NotEqual(inode, tree.Stat($"{at}/Speed~").Inode);
        tree.Write($"{at}/Speed~", "44\n");
        Assert.Equal(43, draft.Speed);
        Refuses(Errno.EACCES, () => tree.Rename($"{at}/Key", $"{at}/Key~"));
        Refuses(Errno.EPERM, () => tree.Rename($"{at}/First", $"{at}/First~"));
        Refuses(Errno.EPERM, () => tree.Rename($"{at}/Go", $"{at}/Go~"));
        Assert.Equal(["Speed~"], tree.Names(at).Where(static name => name.EndsWith('~')));
    }

    [Theory, EveryGateway]
    public void What_is_made_under_the_name_of_a_member_that_was_renamed_away_is_the_member(string gateway)
    {
        var tree = Open(gateway);
        var draft = Keep(new Draft(NewName()));
        var at = $"/Draft/{draft.Key}";
        tree.Rename($"{at}/Speed", $"{at}/Speed~");
        tree.Write($"{at}/Speed", "50\n");
        tree.Remove($"{at}/Speed~");
        Assert.Equal(50, draft.Speed);
        Assert.Equal("50\n", tree.Read($"{at}/Speed"));
        Assert.False(tree.Exists($"{at}/Speed~"));
    }

    [Theory, EveryGateway]
    public void No_name_that_is_there_is_ever_shadowed(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Draft/{Keep(new Draft(NewName())).Key}";
        tree.Create($"{at}/tmp");
        foreach (var name in (string[])["Speed", "Place", "Go", ".Go", ".json", ".type", ".watch", ".error"])
            Refuses(Errno.EEXIST, () => tree.Create($"{at}/{name}"));
        Refuses(Errno.EPERM, () => tree.Remove($"{at}/.json"));
        Refuses(Errno.EPERM, () => tree.Remove($"{at}/Speed"));
        tree.Remove($"{at}/tmp");
    }

    [Theory, EveryGateway]
    public void Whoever_has_one_open_keeps_it_when_it_is_renamed_and_removed(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Draft/{Keep(new Draft(NewName())).Key}";
        tree.WriteNew($"{at}/a", "one");
        using var file = tree.Open($"{at}/a", OpenFlags.Read | OpenFlags.Write);
        tree.Rename($"{at}/a", $"{at}/b");
        file.Write("two");
        Assert.Equal("two", tree.Read($"{at}/b"));
        tree.Remove($"{at}/b");
        file.Write("s", 3);
        Assert.Equal("twos", file.ReadText());
        tree.WriteNew($"{at}/b", "other");
        Assert.Equal("twos", file.ReadText());
    }

    [Theory, EveryGateway]
    public void They_lie_where_members_are_and_nowhere_else(string gateway)
    {
        var tree = Open(gateway);
        var draft = Keep(new Draft(NewName()));
        var at = $"/Draft/{draft.Key}";
        tree.WriteNew($"{at}/Place/tmp", "x");
        tree.WriteNew($"{at}/First/tmp", "y");
        Assert.Equal(("x", "y"), (tree.Read($"{at}/Place/tmp"), tree.Read($"{at}/First/tmp")));
        Assert.False(tree.Exists($"{at}/tmp"));
        foreach (var directory in (string[])["", "/Draft", $"{at}/Tags", $"{at}/.Go", $"{at}/.watch", "/.objectfs", "/.objectfs/stats"])
            Refuses(Errno.EPERM, () => tree.Create($"{directory}/tmp"));
        var guarded = Keep(new Guarded(NewName()));
        Refuses(Errno.EACCES, () => tree.Create($"/Guarded/{guarded.Key}/tmp"));
    }

    [Theory, EveryGateway]
    public void They_lie_beside_static_members_too(string gateway)
    {
        var tree = Open(gateway);
        Desk.Level = 3;
        Assert.Equal(0x1ED, tree.Stat("/Desk").Mode);
        tree.WriteNew("/Desk/tmp", "7\n");
        Assert.Equal("7\n", tree.Read("/Desk/tmp"));
        Assert.Equal(["Current", "Level", "tmp"], tree.Names("/Desk").Order(StringComparer.Ordinal));
        Refuses(Errno.EEXIST, () => tree.Create("/Desk/tmp"));
        if (Gateways.Has(gateway, Feature.Replacing))
        {
            tree.Rename("/Desk/tmp", "/Desk/Level");
            Assert.Equal(7, Desk.Level);
        }
        else
        {
            tree.Remove("/Desk/tmp");
        }

        Assert.False(tree.Exists("/Desk/tmp"));
        tree.Rename("/Desk/Level", "/Desk/Level~");
        Assert.Equal($"{Desk.Level}\n", tree.Read("/Desk/Level~"));
        tree.Remove("/Desk/Level~");
        Assert.Equal(["Current", "Level"], tree.Names("/Desk").Order(StringComparer.Ordinal));
        Refuses(Errno.EPERM, () => tree.Remove("/Desk/Level"));
        Assert.Contains("cannot be removed", tree.Read("/Desk/.error"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway(Feature.Linking | Feature.Replacing)]
    public void A_static_reference_is_set_by_a_link_renamed_onto_it(string gateway)
    {
        var tree = Open(gateway);
        var draft = Keep(new Draft(NewName()));
        Desk.Current = null;
        tree.Symlink($"../Draft/{draft.Key}", "/Desk/link");
        tree.Rename("/Desk/link", "/Desk/Current");
        Assert.Same(draft, Desk.Current);
        Assert.Equal($"../Draft/{draft.Key}", tree.ReadLink("/Desk/Current"));
        Desk.Current = null;
    }

    [Theory, EveryGateway]
    public void They_are_bounded_in_size_and_number(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Draft/{Keep(new Draft(NewName())).Key}";
        tree.Create($"{at}/big");
        Refuses(Errno.EFBIG, () => tree.Truncate($"{at}/big", FileBound + 1));
        using (var file = tree.Open($"{at}/big", OpenFlags.Write))
            Refuses(Errno.EFBIG, () => file.Write(FileBound, "x"u8));
        tree.Truncate($"{at}/big", FileBound);
        tree.Create($"{at}/other");
        tree.Truncate($"{at}/other", FileBound);
        tree.Create($"{at}/third");
        Refuses(Errno.ENOSPC, () => tree.Truncate($"{at}/third", 1));
        Assert.Contains("third: there is no room", tree.Read($"{at}/.error"), StringComparison.Ordinal);
        tree.Remove($"{at}/other");
        tree.Truncate($"{at}/third", 1);
        var made = 2;
        for (; made < DirectoryBound; made++)
            tree.Create($"{at}/f{made}");
        Refuses(Errno.ENOSPC, () => tree.Create($"{at}/more"));
        foreach (var name in tree.Names(at).Where(static name => name is "big" or "third" || name[0] == 'f'))
            tree.Remove($"{at}/{name}");
    }

    [Theory, EveryGateway]
    public void They_are_gone_with_their_object(string gateway)
    {
        var tree = Open(gateway);
        var key = NewName();
        Bear(() => new Draft(key));
        tree.WriteNew($"/Draft/{key}/tmp", "x");
        using var file = tree.Open($"/Draft/{key}/tmp", OpenFlags.Read);
        Release();
        EventuallyGone(tree, $"/Draft/{key}");
        Assert.False(tree.Exists($"/Draft/{key}/tmp"));
        Assert.Equal("x", file.ReadText());
    }

    private static void Replace(Client tree, string at, string member, string text)
    {
        var directory = member.Contains('/', StringComparison.Ordinal) ? $"{at}/{member[..member.IndexOf('/', StringComparison.Ordinal)]}" : at;
        using (var file = tree.Make($"{directory}/tmp"))
        {
            file.Write(text[..(text.Length / 2)]);
            file.Write(text[(text.Length / 2)..], text.Length / 2);
        }

        tree.Rename($"{directory}/tmp", $"{at}/{member}");
    }
}
