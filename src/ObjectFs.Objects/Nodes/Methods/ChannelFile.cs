using ObjectFs.Objects.Methods;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary><c>call</c>: arguments are written, the answer is read on the same handle. Who only reads finds it empty.</summary>
internal sealed class ChannelFile(CallSite site, CallContext? context, ulong inode) : MethodNode(site, inode)
{
    public override NodeKind Kind => NodeKind.File;

    protected override int Mode => Site.Method.CallMode;

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (Forbids(flags, caller) is { } refusal)
            return new(refusal);
        return (flags & OpenFlags.Write) == 0 ? new(new ContentHandle(default)) : new(new CallHandle(Site, context, flags, caller));
    }
}
