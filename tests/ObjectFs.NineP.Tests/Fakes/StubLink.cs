using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests;

/// <summary>A symbolic link that says whatever a test likes.</summary>
internal sealed class StubLink(ulong inode, string says) : Node
{
    public override NodeKind Kind => NodeKind.Symlink;

    public override ulong Inode { get; } = inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = Kind, Inode = Inode, Mode = 0b111_111_111 });

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken) =>
        new(new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(says)));
}
