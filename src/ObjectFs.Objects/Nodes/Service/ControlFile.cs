using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary><c>ctl</c> of a transaction: <c>commit</c> applies it, <c>abort</c> drops what waits. Reading tells the words.</summary>
internal sealed class ControlFile(Transaction transaction, ulong inode) : DescribedNode
{
    private const int OwnerOnly = 0x180; // 0600
    private const int MaxWord = 64;

    private static readonly byte[] Words = "commit\nabort\n"u8.ToArray();

    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = NodeKind.File, Inode = inode, Mode = OwnerOnly, Size = Words.Length, Modified = transaction.Modified });

    public override ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = NodeKind.File, Inode = inode, Mode = OwnerOnly, Modified = transaction.Modified });

    // a shell truncates what it writes to
    public override ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken) =>
        changes is { Mode: null, UserId: null, GroupId: null } ? GetAttributesAsync(cancellationToken) : new(Errno.EPERM);

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) => new(new Control(transaction, caller));

    protected override Failure? Refusal => transaction.Refusal;

    private sealed class Control(Transaction transaction, Caller caller) : Handle
    {
        public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
            new ContentHandle(Words).ReadAsync(offset, buffer, cancellationToken);

        public override async ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
        {
            var word = data.Length <= MaxWord ? Encoding.UTF8.GetString(data.Span).Trim() : "…";
            var done = word switch
            {
                "commit" => await transaction.CommitAsync(caller).OffPool(),
                "abort" => transaction.Abort(),
                _ => transaction.Refuse(new(Errno.EINVAL, $"'{word}' is no word for ctl, which takes commit and abort")),
            };
            return done.Succeeded ? data.Length : done.Failure;
        }

        public override ValueTask<Result> TruncateAsync(long size, CancellationToken cancellationToken) => Result.SuccessAsync;
    }
}
