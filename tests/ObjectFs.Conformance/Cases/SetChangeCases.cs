using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class SetChangeCases : Case
{
    [Theory, EveryGateway]
    public void A_file_that_is_made_adds_its_name(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}";
        tree.Create($"{at}/Colours/a%2Fb");
        tree.Create($"{at}/Ids/-4");
        tree.Create($"{at}/Labels/y");
        Assert.Equal(["a/b", "red"], store.Colours.Order(StringComparer.Ordinal));
        Assert.Equal([-4, 3], store.Ids);
        Assert.Equal(["x", "y"], store.Labels.Order(StringComparer.Ordinal));
        Assert.Equal("a/b\n", tree.Read($"{at}/Colours/a%2Fb"));
        Refuses(Errno.EINVAL, () => tree.Create($"{at}/Ids/four"));
        Refuses(Errno.EEXIST, () => tree.Create($"{at}/Ids/3"));
    }

    [Theory, EveryGateway]
    public void Elements_are_removed_and_renamed(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}";
        tree.Rename($"{at}/Colours/red", $"{at}/Colours/Red");
        Assert.Equal(["Red"], store.Colours);
        tree.Remove($"{at}/Colours/Red");
        tree.Remove($"{at}/Labels/x");
        Assert.Empty(store.Colours);
        Assert.Empty(store.Labels);
        Assert.Empty(tree.Names($"{at}/Colours"));
    }

    [Theory, EveryGateway]
    public void An_element_takes_back_what_it_prints_and_nothing_else(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}/Colours/red";
        tree.Write(at, tree.Read(at));
        Refuses(Errno.EINVAL, () => tree.Write(at, "blue"));
        Assert.Equal(["red"], store.Colours);
    }

    [Theory, EveryGateway]
    public void A_queue_is_only_looked_at(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        Refuses(Errno.EPERM, () => tree.Remove($"/Store/{store.Key}/Queue/first"));
        Refuses(Errno.EPERM, () => tree.Create($"/Store/{store.Key}/Queue/second"));
        Assert.Equal(["first"], store.Queue);
    }
}
