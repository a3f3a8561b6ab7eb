using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Scratch;

/// <summary>A file that a client made beside the members of an object, in memory. Mode, owner and times are its maker's, and kept as on a disk.</summary>
internal sealed class ScratchFile(MemoryFile content, Location directory, string name) : Node
{
    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => content.Inode;

    /// <summary>What is in it.</summary>
    public MemoryFile Content => content;

    /// <summary>What it is called, or was last. Under the lock of <see cref="ScratchFiles"/>.</summary>
    public string Name { get; set; } = name;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => content.GetAttributesAsync(cancellationToken);

    public override async ValueTask<Result<NodeAttributes>> SetAttributesAsync(AttributeChanges changes, Caller caller, CancellationToken cancellationToken)
    {
        var changed = await content.SetAttributesAsync(changes, caller, cancellationToken).OffPool();
        return changed.Succeeded ? changed : Refuse(changed.Errno, caller);
    }

    public override async ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        var opened = await content.OpenAsync(flags, caller, cancellationToken).OffPool();
        return opened.TryGet(out var handle) ? new ScratchHandle(this, handle, caller) : opened;
    }

    public override ValueTask<Result<ReadOnlyMemory<byte>>> GetXattrAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken) => content.GetXattrAsync(name, cancellationToken);

    public override ValueTask<Result<ReadOnlyMemory<byte>>> ListXattrsAsync(CancellationToken cancellationToken) => content.ListXattrsAsync(cancellationToken);

    public override ValueTask<Result> SetXattrAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, XattrFlags flags, Caller caller, CancellationToken cancellationToken) =>
        content.SetXattrAsync(name, value, flags, caller, cancellationToken);

    public override ValueTask<Result> RemoveXattrAsync(ReadOnlySpan<byte> name, Caller caller, CancellationToken cancellationToken) => content.RemoveXattrAsync(name, caller, cancellationToken);

    /// <summary>What the number means, noted for <c>.error</c> of the object where it is a bound.</summary>
    public Failure Refuse(Errno errno, Caller caller) => errno switch
    {
        Errno.EFBIG => Refuse(ScratchFiles.TooLong, caller),
        Errno.ENOSPC => Refuse(ScratchFiles.Full, caller),
        _ => new Failure(errno, null),
    };

    private Failure Refuse(Failure failure, Caller caller) => new Requester(directory, caller).Refuse(failure with { Sentence = $"{Name}: {failure.Sentence}" }, null);
}
