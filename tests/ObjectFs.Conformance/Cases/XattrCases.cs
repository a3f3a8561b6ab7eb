using System.Globalization;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

/// <summary>What extended attributes tell: the program's data dictionary.</summary>
public sealed class XattrCases : Case
{
    [Theory, EveryGateway(Feature.Xattrs)]
    public void A_member_tells_what_its_declaration_says(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        Assert.Equal(["type", "unit", "doc", "range", "default"], tree.ToldNames($"{at}/Speed"));
        Assert.Equal("double", tree.Told($"{at}/Speed", "type"));
        Assert.Equal("rpm", tree.Told($"{at}/Speed", "unit"));
        Assert.Equal("How fast, see Key.", tree.Told($"{at}/Speed", "doc"));
        Assert.Equal("0..120", tree.Told($"{at}/Speed", "range"));
        Assert.Equal("10", tree.Told($"{at}/Speed", "default"));
        Refuses(Errno.ENODATA, () => tree.Told($"{at}/Speed", "values"));
        Refuses(Errno.ENODATA, () => tree.Told($"{at}/Key", "unit"));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void A_description_comes_before_the_comment(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        Assert.Equal("What it says of itself.", tree.Told($"{at}/Label", "doc"));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void Ranges_are_numbers_and_lengths(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        Assert.Equal("2..20 characters", tree.Told($"{at}/Label", "range"));
        Assert.Equal(">0..1", tree.Told($"{at}/Share", "range"));
        Assert.Equal("..3 elements", tree.Told($"{at}/Samples", "range"));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void Values_are_told_where_they_are_few(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        Assert.Equal("Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday", tree.Told($"{at}/Day", "values"));
        Assert.Equal("Friday", tree.Told($"{at}/Day", "default"));
        Assert.Equal("true, false", tree.Told($"{at}/Maybe", "values"));
        Assert.Equal("1, 3, 5", tree.Told($"{at}/Odd", "values"));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void A_method_tells_its_signature_and_what_it_does(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        Assert.Equal(["type", "doc"], tree.ToldNames($"{at}/Turn"));
        Assert.Equal("int Turn(int by = 1)", tree.Told($"{at}/Turn", "type"));
        Assert.Equal("Turns it.", tree.Told($"{at}/Turn", "doc"));
        Assert.Empty(tree.ListXattrs($"{at}/.Turn"));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void An_event_tells_what_it_is(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        Assert.Equal("Action<int>", tree.Told($"{at}/Turned", "type"));
        Assert.Equal("Told when it turns.", tree.Told($"{at}/Turned", "doc"));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void Directories_of_objects_and_types_tell_of_the_class(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        foreach (var directory in (string[])[at, "/Told"])
        {
            Assert.Equal("ObjectFs.Conformance.Subjects.Told", tree.Told(directory, "type"));
            Assert.Equal("A dial that says all about itself.", tree.Told(directory, "doc"));
        }
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void A_member_that_holds_an_object_says_at_least_what_the_class_does(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        Assert.Equal("TellingPart", tree.Told($"{at}/Part", "type"));
        Assert.Equal("A part that knows what it is.", tree.Told($"{at}/Part", "doc"));
        Assert.Equal("What it weighs.", tree.Told($"{at}/Part/Weight", "doc"));
        Assert.Equal("kg", tree.Told($"{at}/Part/Weight", "unit"));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void A_collection_and_what_is_in_it_tell_their_types(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        Assert.Equal("List<double>", tree.Told($"{at}/Samples", "type"));
        Assert.Equal("double", tree.Told($"{at}/Samples/0", "type"));
    }

    [Theory, EveryGateway(Feature.Xattrs | Feature.Times)]
    public void The_last_change_is_the_time_that_stat_tells(string gateway)
    {
        var (tree, at, subject) = Make(gateway);
        Refuses(Errno.ENODATA, () => tree.Told($"{at}/Key", "changed"));
        Refuses(Errno.ENODATA, () => tree.Told($"{at}/Speed", "changed"));
        Tick();
        subject.Speed = 50;
        Eventually(() => tree.ToldNames($"{at}/Speed").Contains("changed"), "a change that is known");
        var changed = DateTimeOffset.Parse(tree.Told($"{at}/Speed", "changed"), CultureInfo.InvariantCulture);
        Assert.Equal(tree.Stat($"{at}/Speed").Modified / 100, (changed - DateTimeOffset.UnixEpoch).Ticks);
        Assert.EndsWith("Z", tree.Told($"{at}/Speed", "changed"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void Looking_at_attributes_reads_nothing(string gateway)
    {
        var subject = Keep(new Told(NewName()));
        var tree = Open(gateway);
        var at = $"/Told/{subject.Key}";
        tree.ListXattrs($"{at}/Lazily");
        Assert.Equal("int", tree.Told($"{at}/Lazily", "type"));
        tree.ListXattrs(at);
        Assert.Equal(0, subject.Read);
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void What_attributes_tell_cannot_be_changed_and_a_sentence_says_so(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        Refuses(Errno.EPERM, () => tree.SetXattr($"{at}/Speed", "user.objectfs.unit", "m/s"u8.ToArray()));
        Assert.Contains("cannot be changed", tree.Error($"{at}/Speed"), StringComparison.Ordinal);
        Refuses(Errno.EPERM, () => tree.RemoveXattr($"{at}/Speed", "user.objectfs.unit"));
        Refuses(Errno.EPERM, () => tree.SetXattr($"{at}/Speed", "user.objectfs.mine", "1"u8.ToArray()));
        Refuses(Errno.EPERM, () => tree.SetXattr($"{at}/Speed", "user.mine", "1"u8.ToArray()));
        Assert.Equal("rpm", tree.Told($"{at}/Speed", "unit"));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void A_copy_may_bring_back_what_it_has_read(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        tree.SetXattr($"{at}/Speed", "user.objectfs.unit", "rpm"u8.ToArray());
        Refuses(Errno.ENODATA, () => tree.Error($"{at}/Speed"));
    }

    [Theory, EveryGateway]
    public void The_type_file_has_the_documentation_in_its_last_column(string gateway)
    {
        var (tree, at, _) = Make(gateway);
        var type = tree.Read($"{at}/.type");
        Assert.Matches("\nSpeed +double +rw +rpm +How fast, see Key\\.\n", type);
        Assert.Matches("\nKey +string +r +-\n", type);
        Assert.Matches("\nTurn +int \\(int by = 1\\) +x +- +Turns it\\.\n", type);
    }

    [Theory, EveryGateway]
    public void The_schema_has_the_documentation_as_descriptions(string gateway)
    {
        var tree = Make(gateway).Tree;
        using var schema = System.Text.Json.JsonDocument.Parse(tree.Read("/Told/.schema"));
        Assert.Equal("A dial that says all about itself.", schema.RootElement.GetProperty("description").GetString());
        Assert.Equal("How fast, see Key.", schema.RootElement.GetProperty("properties").GetProperty("Speed").GetProperty("description").GetString());
    }

    private (Clients.Client Tree, string At, Told Subject) Make(string gateway)
    {
        var subject = Keep(new Told(NewName()));
        return (Open(gateway), $"/Told/{subject.Key}", subject);
    }
}
