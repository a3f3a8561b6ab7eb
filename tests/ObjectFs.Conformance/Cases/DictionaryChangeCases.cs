using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class DictionaryChangeCases : Case
{
    [Theory, EveryGateway]
    public void A_new_file_adds_what_is_first_written_to_it(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}";
        using (var file = tree.Make($"{at}/Stock/apples"))
        {
            Assert.Single(store.Stock);
            file.Write("5\n");
            Assert.Equal(5, store.Stock["apples"]);
        }

        tree.WriteNew($"{at}/ByNumber/-7", "minus seven\n");
        tree.WriteNew($"{at}/Concurrent/c", "1");
        tree.WriteNew($"{at}/Frozen/y", "2");
        Assert.Equal("minus seven", store.ByNumber[-7]);
        Assert.Equal(1, store.Concurrent["c"]);
        Assert.Equal(2, store.Frozen["y"]);
        Assert.Equal("5\n", tree.Read($"{at}/Stock/apples"));
    }

    [Theory, EveryGateway]
    public void What_is_no_value_adds_nothing(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}";
        Refuses(Errno.EINVAL, () => tree.WriteNew($"{at}/Stock/apples", "many"));
        Refuses(Errno.EINVAL, () => tree.WriteNew($"{at}/ByNumber/one", "x"));
        Refuses(Errno.EINVAL, () => tree.WriteNew($"{at}/ByNumber/007", "x"));
        Refuses(Errno.EPERM, () => tree.WriteNew($"{at}/Stock/.apples.swp", "1"));
        Refuses(Errno.EPERM, () => tree.WriteNew($"{at}/ByNumber/.1.swp", "1"));
        Refuses(Errno.EPERM, () => tree.Rename($"{at}/ByNumber/1", $"{at}/ByNumber/.1"));
        Refuses(Errno.EPERM, () => tree.WriteNew($"{at}/Points/there", "1"));
        Refuses(Errno.EPERM, () => tree.WriteNew($"{at}/Prices/apples", "1"));
        Refuses(Errno.EPERM, () => tree.MakeDirectory($"{at}/Points/there"));
        Assert.Equal(["pears"], tree.Names($"{at}/Stock"));
        Assert.Single(store.ByNumber);
    }

    [Theory, EveryGateway]
    public void A_file_that_is_made_and_never_written_adds_the_value_without_text(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}";
        tree.Create($"{at}/Stock/apples");
        tree.Create($"{at}/Optional/nothing");
        tree.Create($"{at}/ByNumber/2");

        // the kernel tells of the last close after it has answered it; until then the name leads to the file that was made, and no listing has it
        Eventually(() => tree.Names($"{at}/Stock").Contains("apples") && tree.Names($"{at}/Optional").Contains("nothing") && tree.Names($"{at}/ByNumber").Contains("2"), "the three are there");
        Assert.Equal("0\n", tree.Read($"{at}/Stock/apples"));
        Assert.Equal("", tree.Read($"{at}/Optional/nothing"));
        Assert.Equal("\n", tree.Read($"{at}/ByNumber/2"));
    }

    [Theory, EveryGateway]
    public void Keys_are_removed(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}";
        tree.Remove($"{at}/Stock/pears");
        tree.Remove($"{at}/Frozen/x");
        tree.RemoveDirectory($"{at}/Points/here");
        Assert.Empty(store.Stock);
        Assert.Empty(store.Frozen);
        Assert.Empty(store.Points);
        Refuses(Errno.ENOENT, () => tree.Remove($"{at}/Stock/pears"));
        Assert.Empty(tree.Names($"{at}/Stock"));
    }

    [Theory, EveryGateway]
    public void Keys_are_renamed_with_their_values(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}";
        tree.Rename($"{at}/Stock/pears", $"{at}/Stock/quinces");
        tree.Rename($"{at}/Caseless/a", $"{at}/Caseless/A");
        tree.Rename($"{at}/Frozen/x", $"{at}/Frozen/z");
        Assert.Equal([KeyValuePair.Create("quinces", 1)], store.Stock);
        Assert.Equal([KeyValuePair.Create("A", "1")], store.Caseless);
        Assert.Equal([KeyValuePair.Create("z", 1)], store.Frozen);
        Assert.Equal(["quinces"], tree.Names($"{at}/Stock"));
        Refuses(Errno.EINVAL, () => tree.Rename($"{at}/ByNumber/1", $"{at}/ByNumber/one"));
        Assert.Equal("one", store.ByNumber[1]);
    }

    [Theory, EveryGateway(Feature.Replacing)]
    public void A_key_that_is_there_gives_way_to_one_renamed(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        store.Stock["plums"] = 2;
        tree.Rename($"/Store/{store.Key}/Stock/plums", $"/Store/{store.Key}/Stock/pears");
        Assert.Equal([KeyValuePair.Create("pears", 2)], store.Stock);
    }
}
