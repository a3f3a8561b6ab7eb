using ObjectFs.Objects.Methods;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A method's executable file. Run, it is a script that calls; read, the script's text; written to, it calls and the write carries what went wrong.</summary>
internal sealed class MethodFile(CallSite site, ulong inode) : MethodNode(site, inode)
{
    public override NodeKind Kind => NodeKind.File;

    protected override Facts Declared => Site.Method.Facts;

    protected override int Mode => Site.Method.Mode;

    protected override bool IsConstant => true;

    protected override ValueTask<long> SizeAsync() => new(Site.Method.Script.LongLength);

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (Forbids(flags, caller) is { } refusal)
            return new(refusal);
        return (flags & OpenFlags.Write) == 0
            ? new(new ContentHandle(Site.Method.Script))
            : new(new CallHandle(Site, context: null, OpenFlags.Write, caller));
    }
}
