using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class NumberCases : Case
{
    [Theory, EveryGateway]
    public void Instances_are_numbered_in_order_and_keep_their_number(string gateway)
    {
        var tree = Open(gateway);
        Keep(new Counted());
        var before = tree.Names("/Counted").Select(int.Parse).Max();
        Keep(new Counted());
        Keep(new Counted());
        Assert.True(tree.Exists($"/Counted/{before + 1}"));
        Assert.True(tree.Exists($"/Counted/{before + 2}"));
        Assert.Equal(before + 2, tree.Names("/Counted").Select(int.Parse).Max());
    }

    [Theory, EveryGateway]
    public void A_number_is_not_given_twice(string gateway)
    {
        var tree = Open(gateway);
        Bear(static () => new Counted());
        var number = tree.Names("/Counted").Select(int.Parse).Max();
        var inode = tree.Stat($"/Counted/{number}").Inode;
        Release();
        EventuallyGone(tree, $"/Counted/{number}");
        Keep(new Counted());
        Assert.False(tree.Exists($"/Counted/{number}"));
        Assert.DoesNotContain(inode, tree.List("/Counted").Select(static entry => entry.Inode));
    }

    [Theory, EveryGateway]
    public void A_name_that_is_no_number_of_an_instance_is_not_there(string gateway)
    {
        var tree = Open(gateway);
        Keep(new Counted());
        foreach (var name in (string[])["0", "-1", "01", "+1", "1x", "99999999999999999999", "4294967297"])
            Refuses(Errno.ENOENT, () => tree.Stat($"/Counted/{name}"));
    }
}
