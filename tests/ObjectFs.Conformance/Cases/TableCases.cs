using System.Globalization;
using System.Text.Json;
using ObjectFs.Conformance.Clients;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class TableCases : Case
{
    private const int Many = 5000;

    [Theory, EveryGateway]
    public void A_type_lists_its_tables(string gateway)
    {
        var tree = Open(gateway);
        Keep(new Row(NewName()));
        var listed = tree.List("/Row").Where(static entry => entry.Name[0] == '.').ToList();
        Assert.Equal([".by", ".count", ".csv", ".json", ".schema"], listed.Select(static entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.All(listed, entry => Assert.Equal((entry.Inode, entry.Kind), (tree.Stat($"/Row/{entry.Name}").Inode, tree.Stat($"/Row/{entry.Name}").Kind)));
        Assert.All(listed, entry => HasMode(entry.Name == ".by" ? 0x16D : 0x124, tree, $"/Row/{entry.Name}"));
    }

    [Theory, EveryGateway]
    public void Csv_has_a_line_for_each_instance(string gateway)
    {
        var tree = Open(gateway);
        var row = Keep(new Row(NewName()) { Level = -3, Label = "say \"a,b\"\r\n", Rights = Rights.Read | Rights.Write });
        var csv = tree.Read("/Row/.csv");
        Assert.StartsWith("Key,Level,Label,Rights\r\n", csv, StringComparison.Ordinal);
        Assert.Contains($"\r\n{row.Key},-3,\"say \"\"a,b\"\"\r\n\",\"Read, Write\"\r\n", csv, StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void Json_has_every_instance(string gateway)
    {
        var tree = Open(gateway);
        var row = Keep(new Row(NewName()) { Level = 8 });
        using var json = JsonDocument.Parse(tree.Read("/Row/.json"));
        var found = Assert.Single(json.RootElement.EnumerateArray(), each => each.GetProperty("Key").GetString() == row.Key);
        Assert.Equal(8, found.GetProperty("Level").GetInt32());
    }

    [Theory, EveryGateway]
    public void The_schema_describes_an_instance(string gateway)
    {
        var tree = Open(gateway);
        Keep(new Row(NewName()));
        using var schema = JsonDocument.Parse(tree.Read("/Row/.schema"));
        Assert.Equal("integer", schema.RootElement.GetProperty("properties").GetProperty("Level").GetProperty("type").GetString());
        Assert.True(schema.RootElement.GetProperty("properties").GetProperty("Key").GetProperty("readOnly").GetBoolean());
    }

    [Theory, EveryGateway]
    public async Task Many_instances_come_whole_and_once_while_others_come_and_go(string gateway)
    {
        var tree = Open(gateway);
        var crowd = Enumerable.Range(1, Many).Select(static number => new Crowd { Number = number, Team = $"{number % 3}" }).ToArray();
        using var end = new CancellationTokenSource();
        var coming = Task.Run(() =>
        {
            while (!end.IsCancellationRequested)
                ObjectRegistry.Default.Remove(new Crowd { Team = "passing" });
        });
        var numbers = tree.Read("/Crowd/.csv").Split("\r\n")[1..^1].Select(static line => int.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)).Where(static number => number > 0);
        Assert.Equal(Enumerable.Range(1, Many), numbers);
        using (var json = JsonDocument.Parse(tree.Read("/Crowd/.json")))
            Assert.Equal(Enumerable.Range(1, Many), json.RootElement.EnumerateArray().Select(static each => each.GetProperty("Number").GetInt32()).Where(static number => number > 0));
        Assert.Equal(Many, tree.List("/Crowd/.by/Number").Select(static entry => entry.Name).Where(static name => name != "0").Distinct().Count());
        Assert.Equal(Many / 3, tree.List("/Crowd/.by/Team/0").Select(static entry => entry.Name).Distinct().Count());
        await end.CancelAsync();
        await coming;
        Assert.Equal($"{Many}\n", tree.Read("/Crowd/.count"));
        foreach (var each in crowd)
            ObjectRegistry.Default.Remove(each);
        Assert.Equal("0\n", tree.Read("/Crowd/.count"));
        Assert.Equal("[]\n", tree.Read("/Crowd/.json"));
        Assert.Empty(tree.List("/Crowd/.by/Number"));
    }

    [Theory, EveryGateway]
    public void By_leads_from_a_value_to_the_instances_that_have_it(string gateway)
    {
        var tree = Open(gateway);
        var (label, other) = ($"a/b {NewName()}", NewName());
        Row[] rows = [Keep(new Row(NewName()) { Label = label, Level = 4 }), Keep(new Row(NewName()) { Label = label }), Keep(new Row(NewName()) { Label = other })];
        Assert.Equal(["Key", "Level", "Label", "Rights"], tree.Names("/Row/.by"));
        var name = label.Replace("/", "%2F", StringComparison.Ordinal);
        Assert.Contains(name, tree.Names("/Row/.by/Label"));
        Assert.Equal([rows[0].Key, rows[1].Key], tree.Names($"/Row/.by/Label/{name}"));
        Assert.Equal("4\n", tree.Read($"/Row/.by/Label/{name}/{rows[0].Key}/Level"));
        Refuses(Errno.ENOENT, () => tree.LinkStat($"/Row/.by/Label/{name}/{rows[2].Key}"));
        Refuses(Errno.ENOENT, () => tree.Stat($"/Row/.by/Label/{NewName()}"));
        rows[1].Label = other;
        Eventually(() => tree.Names($"/Row/.by/Label/{name}").SequenceEqual([rows[0].Key]), "the other value");
    }

    [Theory, EveryGateway(Feature.Symlinks)]
    public void What_is_in_by_is_a_relative_link(string gateway)
    {
        var tree = Open(gateway);
        var row = Keep(new Row(NewName()));
        var link = $"/Row/.by/Key/{row.Key}/{row.Key}";
        Assert.Equal(NodeKind.Symlink, tree.LinkStat(link).Kind);
        Assert.Equal($"../../../{row.Key}", tree.ReadLink(link));
        Refuses(Errno.EPERM, () => tree.Remove(link));
    }

    [Theory, EveryGateway]
    public void Tables_cannot_be_changed(string gateway)
    {
        var tree = Open(gateway);
        Keep(new Row(NewName()));
        foreach (var name in (string[])[".csv", ".json", ".count", ".schema"])
        {
            Refuses(Errno.EACCES, () => tree.Write($"/Row/{name}", "[]"));
            Refuses(Errno.EPERM, () => tree.Remove($"/Row/{name}"));
        }

        Refuses(Errno.EPERM, () => tree.MakeDirectory("/Row/.by/Level/77"));
        Refuses(Errno.EPERM, () => tree.RemoveDirectory("/Row/.by"));
    }

    [Theory, EveryGateway(Feature.Symlinks)]
    public void A_walk_of_all_of_it_ends_and_comes_by_every_value(string gateway)
    {
        var tree = Open(gateway);
        var row = Keep(new Row(NewName()) { Label = NewName(), Level = 5 });
        var found = new HashSet<string>(StringComparer.Ordinal);
        Walk(tree, "/Row/.by", found);
        foreach (var value in (string[])[$"Key/{row.Key}", "Level/5", $"Label/{row.Label}", "Rights/None"])
            Assert.Contains($"/Row/.by/{value}/{row.Key}", found);
    }

    private static void Walk(Client tree, string path, HashSet<string> found)
    {
        IReadOnlyList<Entry> entries;
        try
        {
            entries = tree.List(path);
        }
        catch (RefusedException refused) when (refused.Errno == Errno.ENOENT)
        {
            // a value that only rows of other cases had, which have let go of them meanwhile
            return;
        }

        foreach (var entry in entries)
        {
            found.Add($"{path}/{entry.Name}");
            if (entry.Kind == NodeKind.Directory)
                Walk(tree, $"{path}/{entry.Name}", found);
        }
    }
}
