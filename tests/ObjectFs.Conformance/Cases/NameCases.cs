using System.Text;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class NameCases : Case
{
    [Theory, EveryGateway]
    public void A_template_names_the_directory(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Named(NewName()));
        Assert.Equal($"{subject.Login}\n", tree.Read($"/Named/{subject.Login}/Login"));
        Assert.Contains(subject.Login, tree.Names("/Named"));
    }

    [Theory, EveryGateway]
    public void A_template_may_name_several_properties_and_format_them(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Formatted { Region = NewName(), Id = 42 });
        Assert.True(tree.Exists($"/Formatted/{subject.Region}-0042"));
    }

    [Theory, EveryGateway]
    public void A_changed_property_renames_the_directory(string gateway)
    {
        var tree = Open(gateway);
        var (before, after) = (NewName(), NewName());
        var subject = Keep(new Named(before));
        var inode = tree.Stat($"/Named/{before}").Inode;
        subject.Login = after;
        Eventually(() => tree.Exists($"/Named/{after}"), "the new name");
        Eventually(() => !tree.Exists($"/Named/{before}"), "the end of the old name");
        Assert.Equal(inode, tree.Stat($"/Named/{after}").Inode);
        Assert.Contains(after, tree.Names("/Named"));
        Assert.DoesNotContain(before, tree.Names("/Named"));
    }

    [Theory, EveryGateway]
    public void An_open_file_outlives_a_renaming(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Named(NewName()));
        using var file = tree.Open($"/Named/{subject.Login}/Login", OpenFlags.Read | OpenFlags.Write);
        var after = NewName();
        subject.Login = after;
        Assert.Equal($"{after}\n", file.ReadText());
        var later = NewName();
        file.Write($"{later}\n");
        Assert.Equal(later, subject.Login);
        Eventually(() => tree.Exists($"/Named/{later}"), "the name that was written");
    }

    [Theory, EveryGateway]
    public void A_null_or_empty_name_falls_back_to_the_number(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Named(NewName()));
        var inode = tree.Stat($"/Named/{subject.Login}").Inode;
        foreach (var nothing in (string?[])[null, ""])
        {
            subject.Login = nothing;
            Eventually(() => tree.List("/Named").Any(entry => entry.Inode == inode && int.TryParse(entry.Name, out _)), "a number for a name");
            subject.Login = NewName();
            Eventually(() => tree.Exists($"/Named/{subject.Login}"), "a name again");
        }
    }

    [Theory, EveryGateway]
    public void Several_objects_of_one_name_are_all_there(string gateway)
    {
        var tree = Open(gateway);
        var name = NewName();
        for (var i = 0; i < 3; i++)
            Keep(new Named(name));
        foreach (var expected in (string[])[name, $"{name}~2", $"{name}~3"])
        {
            Assert.True(tree.Exists($"/Named/{expected}"), expected);
            Assert.Contains(expected, tree.Names("/Named"));
        }

        Assert.Equal(3, tree.List("/Named").Where(entry => entry.Name.StartsWith(name, StringComparison.Ordinal)).Select(static entry => entry.Inode).Distinct().Count());
    }

    [Theory, EveryGateway]
    public void A_nested_template_makes_directories_that_go_with_what_is_in_them(string gateway)
    {
        var tree = Open(gateway);
        var (zone, login) = (NewName(), NewName());
        Bear(() => new Placed { Zone = new Zone { Name = zone }, Login = login });
        Assert.Equal($"{login}\n", tree.Read($"/zones/{zone}/{login}/Login"));
        Assert.Equal([login], tree.Names($"/zones/{zone}"));
        Release();
        EventuallyGone(tree, $"/zones/{zone}");
    }

    [Theory, EveryGateway]
    public void A_null_on_the_way_of_a_nested_template_hides_nobody(string gateway)
    {
        var tree = Open(gateway);
        var login = NewName();
        Keep(new Placed { Zone = null, Login = login });

        Assert.Contains(tree.Names("/zones"), zone => NamesIfThere($"/zones/{zone}").Contains(login));

        // what others left behind may go between the listing and the look
        IReadOnlyList<string> NamesIfThere(string path)
        {
            IReadOnlyList<string> names = [];
            Assert.Contains(Clients.Refusal.Of(() => names = tree.Names(path)), new[] { Errno.None, Errno.ENOENT, Errno.ESTALE });
            return names;
        }
    }

    public static TheoryData<string, string> Encoded => new()
    {
        { "a/b", "a%2Fb" },
        { "..", "%2E%2E" },
        { ".", "%2E" },
        { ".hidden", "%2Ehidden" },
        { "a\0b", "a%00b" },
        { "a\nb\u007f", "a%0Ab%7F" },
        { "100%", "100%25" },
        { "a<b>c:d\"e\\f|g?h*", "a%3Cb%3Ec%3Ad%22e%5Cf%7Cg%3Fh%2A" },
        { "end.", "end%2E" },
        { "end ", "end%20" },
        { "CON", "%43ON" },
        { "lpt1.txt", "%6Cpt1.txt" },
        { "e\u0301", "\u00e9" },
        { "日本 語", "日本 語" },
        { "🙂", "🙂" },
    };

    [Theory]
    [MemberData(nameof(Encoded))]
    public void What_a_path_cannot_hold_is_percent_encoded(string name, string expected)
    {
        foreach (var gateway in Gateways.With(Feature.None))
        {
            var tree = Open(gateway);
            var key = NewName();
            // before it, so that beginnings and ends are met too
            var subject = Keep(new Named(name));
            var found = tree.Names("/Named");
            Assert.Contains(expected, found);
            Assert.Equal($"{name}\n", tree.Read($"/Named/{expected}/Login"));
            subject.Login = key;
            Eventually(() => !tree.Exists($"/Named/{expected}"), "the end of the name");
        }
    }

    [Theory, EveryGateway]
    public void A_long_name_is_cut_at_a_character_and_made_unique(string gateway)
    {
        var tree = Open(gateway);
        var stem = NewName() + "-" + new string('ß', 200);
        var subjects = Enumerable.Range(0, 3).Select(i => Keep(new Cut($"{stem}{i}"))).ToList();
        var names = tree.Names("/Cut").Where(name => name.StartsWith(stem[..20], StringComparison.Ordinal)).ToList();
        Assert.Equal(3, names.Distinct().Count());
        Assert.All(names, name =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(name), 200, 255);
            Assert.DoesNotContain('\ufffd', name);
        });
        var read = names.Select(name => tree.Read($"/Cut/{name}/Key")).Order(StringComparer.Ordinal);
        Assert.Equal(subjects.Select(subject => $"{subject.Key}\n").Order(StringComparer.Ordinal), read);
    }

    [Theory, EveryGateway]
    public void A_longer_name_than_can_be_is_not_there(string gateway) =>
        Refuses(Errno.ENAMETOOLONG, () => Open(gateway).Stat("/Named/" + new string('x', 256)));
}
