using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

/// <summary>A root with one file, which refuses what is written with a sentence and lets readers wait for ever.</summary>
internal sealed class StubbornFile : Node
{
    public const string Sentence = "EINVAL: 'abc' is not an Int32";

    private readonly Node? _file;

    private StubbornFile(Node? file)
    {
        _file = file;
    }

    public override NodeKind Kind => _file is null ? NodeKind.File : NodeKind.Directory;

    public override ulong Inode => _file is null ? 2u : 1u;

    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource GaveUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Writes { get; } = [];

    public static (Node Root, StubbornFile File) Create()
    {
        StubbornFile file = new(null);
        return (new StubbornFile(file), file);
    }

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = Kind, Inode = Inode, Mode = 0x1FF });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) =>
        _file is null ? new(Errno.ENOTDIR) : new(_file);

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) => new(new Open(this));

    private sealed class Open(StubbornFile file) : Handle
    {
        public override async ValueTask<Result<int>> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
        {
            file.Waiting.TrySetResult();
            TaskCompletionSource never = new();
            using var registration = cancellationToken.Register(() => never.TrySetResult());
            await never.Task;
            file.GaveUp.TrySetResult();
            return Errno.EINTR;
        }

        public override ValueTask<Result<int>> WriteAsync(long offset, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
        {
            file.Writes.Add(Encoding.UTF8.GetString(data.Span));
            return new(new Failure(Errno.EINVAL, Sentence));
        }
    }
}
