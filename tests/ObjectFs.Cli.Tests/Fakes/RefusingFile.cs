using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests.Fakes;

/// <summary>A member that takes no value, and says why as a member over 9P2000.L does: a number at once, the sentence where it is asked for.</summary>
internal sealed class RefusingFile(ulong inode, string? sentence) : Node
{
    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = Kind, Inode = inode, Mode = 0b110_100_100 });

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) => new(new Refusing());

    public override ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        sentence is not null && name.SequenceEqual("user.objectfs.error"u8) ? new(new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(sentence))) : new(Errno.ENODATA);

    private sealed class Refusing : Handle
    {
        public override ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) => new(Errno.EIO);

        public override ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => new(Errno.EINVAL);
    }
}
