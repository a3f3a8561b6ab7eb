using ObjectFs.Objects.Access;
using ObjectFs.Objects.Methods;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>What tells of a method or of its calls: made when opened.</summary>
/// <param name="site">The method.</param>
/// <param name="inode">The file's inode.</param>
/// <param name="make">Makes the content, soon and without code of the program's.</param>
/// <param name="isConstant">Whether it is always the same.</param>
internal sealed class MethodText(CallSite site, ulong inode, Func<CallSite, ValueTask<Result<ReadOnlyMemory<byte>>>> make, bool isConstant) : MethodNode(site, inode)
{
    public override NodeKind Kind => NodeKind.File;

    protected override int Mode => 0x124 & Site.Method.Mask;

    protected override bool IsConstant => isConstant;

    protected override async ValueTask<long> SizeAsync() => (await make(Site).OffPool()).TryGet(out var content) ? content.Length : 0;

    public override async ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if ((flags & OpenFlags.Write) != 0)
            return Refuse(caller, Errno.EACCES, "it can only be read");
        if (Forbids(flags, caller) is { } refusal)
            return refusal;
        var made = await make(Site).OffPool();
        return made.TryGet(out var content) ? new ContentHandle(content) : new Requester(Site.Place, caller).Refuse(made.Failure, null);
    }
}
