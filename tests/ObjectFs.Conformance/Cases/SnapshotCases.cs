using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

/// <summary>Snapshots of the whole tree. Nothing else runs meanwhile: they call the getters of all subjects, and other cases count those calls.</summary>
[CollectionDefinition(nameof(SnapshotCases), DisableParallelization = true)]
[Collection(nameof(SnapshotCases))]
public sealed class SnapshotCases : Case
{
    [Theory, EveryGateway]
    public void A_snapshot_stays_what_the_tree_was(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Checked(NewName()));
        var at = $"/.objectfs/snap/{NewName()}";
        tree.MakeDirectory(at);
        subject.Speed = 99;
        Assert.Equal("10\n", tree.Read($"{at}/Checked/{subject.Key}/Speed"));
        Refuses(Errno.EACCES, () => tree.Write($"{at}/Checked/{subject.Key}/Speed", "1"));
        Refuses(Errno.EEXIST, () => tree.MakeDirectory(at));
        tree.RemoveDirectory(at);
        Assert.False(tree.Exists(at));
    }
}
