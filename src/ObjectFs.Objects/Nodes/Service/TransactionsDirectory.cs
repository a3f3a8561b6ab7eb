using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary><c>tx</c>: <c>mkdir tx/fix</c> opens a staging twin of the tree, <c>rmdir tx/fix</c> drops it.</summary>
internal sealed class TransactionsDirectory(ObjectRegistry registry, ulong inode) : MadeDirectories(registry, inode, Most, "transactions")
{
    public const int Most = 16;

    protected override ValueTask<Result<Node>> MakeAsync(string name, ulong own, CancellationToken cancellationToken) =>
        new(new TransactionDirectory(new Transaction(Objects, name, own), Objects.Root));

    protected override Result Drop(Node node) => ((TransactionDirectory)node).Transaction.Close();
}
