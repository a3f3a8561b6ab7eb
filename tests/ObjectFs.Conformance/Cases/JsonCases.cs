using System.Text;
using System.Text.Json;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class JsonCases : Case
{
    [Theory, EveryGateway]
    public void Json_sets_all_the_members_that_it_names(string gateway)
    {
        var tree = Open(gateway);
        var (subject, other) = (Keep(new Sheet(NewName())), Keep(new Sheet(NewName())));
        tree.Write($"/Sheet/{subject.Key}/.json", $$$$"""
            {
              "Ratio": 50.5, "Title": "new", "Note": "n", "Day": "Monday", "Bytes": "AQI=",
              "Origin": {"X": 3}, "Drawing": {"Main": {"To": {"Y": 4}}}, "Next": {"$ref": "/Sheet/{{{{other.Key}}}}"}, "Scores": [1, 20]
            }
            """);
        Assert.Equal((50.5, "new", "n", Weekday.Monday, 1), (subject.Ratio, subject.Title, subject.Note, subject.Day, subject.Level));
        Assert.Equal((3, 4), (subject.Origin.X, subject.Drawing.Main.To.Y));
        Assert.Equal([1, 2], subject.Bytes);
        Assert.Equal([1, 20], subject.Scores);
        Assert.Same(other, subject.Next);
        tree.Write($"/Sheet/{subject.Key}/Drawing/Main/.json", """{"Label": "line"}""");
        Assert.Equal("line", subject.Drawing.Main.Label);
    }

    [Theory, EveryGateway]
    public void Json_that_is_wrong_anywhere_sets_nothing(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Sheet(NewName()));
        var at = $"/Sheet/{subject.Key}/.json";
        foreach (var (errno, json) in ((Errno, string)[])
        [
            (Errno.EINVAL, """{"Level": 2, "Ratio": 101}"""), (Errno.EINVAL, """{"Level": 2, "Day": "Someday"}"""), (Errno.EINVAL, """{"Level": 2, "Nothing": 1}"""),
            (Errno.EINVAL, """{"Level": 2, "Level": 3}"""), (Errno.ERANGE, """{"Level": 3000000000}"""), (Errno.EACCES, """{"Level": 2, "Key": "other"}"""),
            (Errno.EINVAL, """{"Level": 2, "Title": null}"""), (Errno.EIO, """{"Level": 2, "Refusing": 1}"""), (Errno.EINVAL, """{"Level": 2} {"""), (Errno.EINVAL, "Level"),
        ])
        {
            Refuses(errno, () => tree.Write(at, json));
            Assert.Equal((1, 10), (subject.Level, subject.Ratio));
        }
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void The_sentence_says_where_and_why(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Sheet(NewName()));
        var at = $"/Sheet/{subject.Key}";
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/.json", "{\"Level\": 2,\n \"Ratio\": 101}"));
        Assert.Equal($"Sheet/{subject.Key}: Ratio: '101' is not a number between 0 and 100 (%) (line 2, column 11)", tree.Error($"{at}/.json"));
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/.json", "{\"Level\": 2,}"));
        Assert.StartsWith($"Sheet/{subject.Key}: line 1, column 13: ", tree.Error($"{at}/.json"), StringComparison.Ordinal);
        Refuses(Errno.EIO, () => tree.Write($"{at}/.json", """{"Level": 2, "Refusing": 1}"""));
        Assert.Equal($"Sheet/{subject.Key}: Refusing: InvalidOperationException: {subject.Key} refuses; Level set back", tree.Error($"{at}/.json"));
        Assert.Contains("Sheet.set_Refusing", tree.Read($"{at}/.error"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void What_was_read_can_be_written_back_unchanged(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Sheet(NewName()) { Ratio = 1000, Day = (Weekday)99 });
        subject.Next = subject;
        var (title, bytes) = (subject.Title, subject.Bytes);
        var before = tree.ReadBytes($"/Sheet/{subject.Key}/.json");
        tree.Write($"/Sheet/{subject.Key}/.json", before);
        Assert.Equal(before, tree.ReadBytes($"/Sheet/{subject.Key}/.json"));
        Assert.Same(title, subject.Title);
        Assert.Same(bytes, subject.Bytes);
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void What_is_expected_is_compared_first(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Sheet(NewName()));
        var at = $"/Sheet/{subject.Key}/.json";
        tree.Write(at, """{"$if": {"Level": 1}, "Level": 2}""");
        Refuses(Errno.ESTALE, () => tree.Write(at, """{"$if": {"Level": 1}, "Level": 3}"""));
        Assert.Equal($"Sheet/{subject.Key}: Level: 1 was expected, and 2 is there; nothing was set (line 1, column 19)", tree.Error(at));
        Assert.Equal(2, subject.Level);
    }

    [Theory, EveryGateway]
    public void Text_in_pieces_is_set_by_the_piece_that_completes_it(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Sheet(NewName()));
        using (var file = tree.Open($"/Sheet/{subject.Key}/.json", OpenFlags.Write | OpenFlags.Truncate))
        {
            file.Write("{\"Level\":");
            Refuses(Errno.EINVAL, file.Sync);
            Assert.Equal(1, subject.Level);
            file.Write(" 6}", 9);
            Assert.Equal(6, subject.Level);
            file.Write("\n", 12);
            Refuses(Errno.EINVAL, () => file.Write(13, "x"u8));
        }

        Assert.Equal(6, subject.Level);
    }

    [Theory, EveryGateway]
    public void A_long_text_is_set_whole(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Sheet(NewName()));
        var text = new string('x', 700_000);
        tree.Write($"/Sheet/{subject.Key}/.json", Encoding.UTF8.GetBytes($$"""{"Title": "{{text}}", "Level": 4}"""));
        Assert.Equal((text, 4), (subject.Title, subject.Level));
    }

    [Theory, EveryGateway]
    public void Its_mode_says_whether_it_can_be_written(string gateway)
    {
        var tree = Open(gateway);
        var (sheet, guarded) = (Keep(new Sheet(NewName())), Keep(new Guarded(NewName())));
        HasMode(0x1A4, tree, $"/Sheet/{sheet.Key}/.json");
        HasMode(0x100, tree, $"/Guarded/{guarded.Key}/.json");
        Refuses(Errno.EACCES, () => tree.Write($"/Guarded/{guarded.Key}/.json", "{}"));
    }

    [Theory, EveryGateway]
    public void A_reference_is_the_path_where_the_object_is_found(string gateway)
    {
        var tree = Open(gateway);
        var (target, away) = (new Unseen(NewName()), new Distant(NewName()));
        var pointer = Keep(new Pointer(NewName()) { Target = target, Away = away, Nobody = new Nameless() });
        using var json = JsonDocument.Parse(tree.Read($"/Pointer/{pointer.Key}/.json"));
        Assert.Equal($"/Unseen/{target.Key}", ReferenceOf(json, "Target"));
        Assert.Equal($"/distant/{away.Key}/it", ReferenceOf(json, "Away"));
        Assert.Equal(tree.Stat($"/Pointer/{pointer.Key}/Nobody").Inode, tree.Stat(ReferenceOf(json, "Nobody")!).Inode);
    }

    [Theory, EveryGateway]
    public void Lines_of_a_sequence_refer_to_objects_where_they_are_found(string gateway)
    {
        var tree = Open(gateway);
        var target = new Unseen(NewName());
        var pointer = Keep(new Pointer(NewName()) { Target = target });
        Assert.Equal($"{{\"$ref\":\"/Unseen/{target.Key}\"}}\n", tree.Read($"/Pointer/{pointer.Key}/Lazy"));
    }

    [Theory, EveryGateway]
    public void A_reference_without_a_setter_does_not_make_it_writable(string gateway)
    {
        var tree = Open(gateway);
        var fixture = Keep(new Fixture(NewName(), Keep(new Sheet(NewName()))));
        HasMode(0x124, tree, $"/Fixture/{fixture.Key}/.json");
        Refuses(Errno.EACCES, () => tree.Write($"/Fixture/{fixture.Key}/.json", "{}"));
    }

    private static string? ReferenceOf(JsonDocument json, string member) => json.RootElement.GetProperty(member).GetProperty("$ref").GetString();
}
