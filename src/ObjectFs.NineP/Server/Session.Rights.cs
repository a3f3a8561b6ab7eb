using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <content>
/// What the mode bits allow. Nodes refuse everybody what they cannot do; here users are kept apart. The owner of the tree, and root, may do what the nodes do; so may a peer whom the transport
/// has let in without a number.
/// </content>
internal sealed partial class Session
{
    private bool IsForeign(Caller caller) => caller.UserId is not (0 or Caller.Unknown) && caller.UserId != _options.UserId;

    private async ValueTask<Result> PermitAsync(Node node, Caller caller, Access access, CancellationToken cancellationToken)
    {
        var result = await node.GetAttributesWithoutSizeAsync(cancellationToken).OffPool();
        if (!result.TryGet(out var attributes))
            return result.Failure;
        var bits = caller.UserId == OwnerOf(attributes) ? attributes.Mode >> 6
            : caller.GroupId != Caller.Unknown && caller.GroupId == GroupOf(attributes) ? attributes.Mode >> 3
            : attributes.Mode;
        return ((int)access & bits) == (int)access ? Result.Success : Errno.EACCES;
    }

    /// <summary>Goes on if the mode bits allow it.</summary>
    private ValueTask<int> IfPermitted(Request request, Node node, Access access, Func<Session, Request, ValueTask<int>> next) =>
        IsForeign(request.Fid!.Caller) ? Then(request, PermitAsync(node, request.Fid!.Caller, access, request.Cancellation), next) : next(this, request);

    /// <summary>Whether somebody may search a directory; null for those who may search all.</summary>
    private Func<Node, ValueTask<Result>>? SearchAs(Caller caller, Request request) =>
        IsForeign(caller) ? directory => PermitAsync(directory, caller, Access.Execute, request.Cancellation) : null;

    private uint OwnerOf(in NodeAttributes attributes) => attributes.UserId == Caller.Unknown ? _options.UserId : attributes.UserId;

    private uint GroupOf(in NodeAttributes attributes) => attributes.GroupId == Caller.Unknown ? _options.GroupId : attributes.GroupId;
}
