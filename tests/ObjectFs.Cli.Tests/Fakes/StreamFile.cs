using System.Threading.Channels;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests.Fakes;

/// <summary>A stream whose reader is given what a test sends, and waits until then.</summary>
internal sealed class StreamFile(ulong inode) : Node
{
    private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();

    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    public void Send(ReadOnlySpan<byte> piece) => Assert.True(_pieces.Writer.TryWrite(piece.ToArray()));

    public void End() => _pieces.Writer.Complete();

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = Kind, Inode = inode, Mode = 0b100_100_100 });

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) => new(new Reader(_pieces.Reader));

    private sealed class Reader(ChannelReader<byte[]> pieces) : Handle
    {
        public override bool IsStream => true;

        public override async ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            if (!await pieces.WaitToReadAsync(cancellationToken))
                return 0;
            var piece = await pieces.ReadAsync(cancellationToken);
            piece.CopyTo(buffer);
            return piece.Length;
        }
    }
}
