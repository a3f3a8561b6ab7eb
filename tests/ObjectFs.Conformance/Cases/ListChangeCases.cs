using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class ListChangeCases : Case
{
    [Theory, EveryGateway]
    public void What_is_written_to_plus_is_added(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}";
        tree.Write($"{at}/Tags/+", "d\n");
        tree.Write($"{at}/Numbers/+", "0x10\n"u8.ToArray(), OpenFlags.Write | OpenFlags.Append);
        tree.Write($"{at}/Observed/+", "2.5");
        tree.Write($"{at}/Generic/+", "7");
        Assert.Equal(["a", "b", "c", "d"], store.Tags);
        Assert.Equal([1, 2, 16], store.Numbers);
        Assert.Equal([1.5, 2.5], store.Observed);
        Assert.Equal([7], store.Generic);
        Assert.Equal("d\n", tree.Read($"{at}/Tags/3"));
    }

    [Theory, EveryGateway]
    public void Plus_is_found_by_name_and_neither_listed_nor_read(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Store/{Keep(new Store(NewName())).Key}";
        HasMode(0x80, tree, $"{at}/Tags/+");
        Assert.Equal(["0", "1", "2"], tree.Names($"{at}/Tags"));
        Assert.NotEqual(Errno.None, Clients.Refusal.Of(() => tree.Read($"{at}/Tags/+")));
        Refuses(Errno.EPERM, () => tree.Remove($"{at}/Tags/+"));
    }

    [Theory, EveryGateway]
    public void Each_write_to_plus_is_an_element_and_long_text_is_one(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}";
        using (var file = tree.Open($"{at}/Numbers/+", OpenFlags.Write))
        {
            file.Write("3\n");
            file.Write("4\n", 2);
        }

        Assert.Equal([1, 2, 3, 4], store.Numbers);
        var text = new string('x', 300_000);
        tree.Write($"{at}/Tags/+", text);
        Assert.Equal(4, store.Tags.Count);
        Assert.Equal(text, store.Tags[3]);
        tree.Write($"{at}/Blobs/+", [1, 2, 3], OpenFlags.Write);
        Assert.Equal([1, 2, 3], Assert.Single(store.Blobs));
    }

    [Theory, EveryGateway]
    public void What_is_no_element_is_refused_in_the_write_and_adds_nothing(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        using var file = tree.Open($"/Store/{store.Key}/Numbers/+", OpenFlags.Write);
        Refuses(Errno.EINVAL, () => file.Write("many\n"));
        file.Write("5\n");
        Assert.Equal([1, 2, 5], store.Numbers);
        Assert.Contains("'many' is not a whole number", tree.Read($"/Store/{store.Key}/.error"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void The_collection_tells_its_last_refusal(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        Refuses(Errno.EINVAL, () => tree.Write($"/Store/{store.Key}/Numbers/+", "many"));
        Assert.Contains("'many' is not", tree.Error($"/Store/{store.Key}/Numbers"), StringComparison.Ordinal);
        Assert.Contains("'many' is not", tree.Error($"/Store/{store.Key}/Numbers/+"), StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void What_is_removed_from_a_list_lets_the_others_move_up(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}";
        tree.Remove($"{at}/Tags/0");
        Assert.Equal(["b", "c"], store.Tags);
        Assert.Equal(["0", "1"], tree.Names($"{at}/Tags"));
        Assert.Equal("b\n", tree.Read($"{at}/Tags/0"));
        Refuses(Errno.ENOENT, () => tree.Remove($"{at}/Tags/2"));
        tree.RemoveDirectory($"{at}/Branches/0");
        Assert.Empty(store.Branches);
    }

    [Theory, EveryGateway]
    public void Exported_objects_are_added_by_their_paths(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var named = Keep(new Named(NewName()));
        tree.Write($"/Store/{store.Key}/Party/+", $"/Named/{named.Login}\n");
        Assert.Same(named, Assert.Single(store.Party));
        Refuses(Errno.EINVAL, () => tree.Write($"/Store/{store.Key}/Party/+", "/Named/nobody"));
        if (Gateways.Has(gateway, Feature.Symlinks))
            tree.Remove($"/Store/{store.Key}/Party/0");
        else
            tree.RemoveDirectory($"/Store/{store.Key}/Party/0");
        Assert.Empty(store.Party);
    }

    [Theory, EveryGateway]
    public void Immutable_lists_are_set_anew_where_there_is_a_setter(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}";
        tree.Write($"{at}/Immutable/+", "3");
        tree.Write($"{at}/Immutable/0", "10");
        tree.Remove($"{at}/Immutable/1");
        tree.Write($"{at}/Packed/+", "3");
        tree.Remove($"{at}/Packed/0");
        Assert.Equal([10, 3], store.Immutable);
        Assert.Equal([2, 3], store.Packed);
        Refuses(Errno.EPERM, () => tree.Remove($"{at}/Sealed/0"));
        Refuses(Errno.ENOENT, () => tree.Stat($"{at}/Sealed/+"));
    }

    [Theory, EveryGateway]
    public void What_is_fixed_or_declared_to_be_read_says_so_and_stays(string gateway)
    {
        var tree = Open(gateway);
        var store = Keep(new Store(NewName()));
        var at = $"/Store/{store.Key}";
        Refuses(Errno.EPERM, () => tree.WriteNew($"{at}/Array/+", "3"));
        Refuses(Errno.EPERM, () => tree.Remove($"{at}/Array/0"));
        Refuses(Errno.EPERM, () => tree.Remove($"{at}/Shown/0"));
        Refuses(Errno.EACCES, () => tree.Write($"{at}/Shown/0", "x"));
        Refuses(Errno.EACCES, () => tree.Remove($"{at}/Guarded/0"));
        Refuses(Errno.EPERM, () => tree.Rename($"{at}/Tags/0", $"{at}/Tags/9"));
        Refuses(Errno.EPERM, () => tree.WriteNew($"{at}/Tags/9", "x"));
        Refuses(Errno.EPERM, () => tree.MakeDirectory($"{at}/Branches/1"));
        Assert.Equal(["a", "b", "c"], store.Tags);
        Assert.Equal([1, 2], store.Array);
        HasMode(0x1ED, tree, $"{at}/Tags");
        HasMode(0x16D, tree, $"{at}/Array");
        HasMode(0x16D, tree, $"{at}/Shown");
    }
}
