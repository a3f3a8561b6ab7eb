using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>
/// Setting a reference by a symbolic link: <c>ln -sfn ../2 Captain</c> makes a link under a name of its own and renames it onto the member. Until then the link waits here, bounded.
/// </content>
internal sealed partial class ObjectDirectory
{
    private readonly Lock _gate = new();
    private Dictionary<string, PendingLink>? _pending;

    public override ValueTask<Result<Node>> CreateSymlinkAsync(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, Caller caller, CancellationToken cancellationToken)
    {
        if (_location.Host.Target is null)
            return new(Host.Gone);
        if (Holds(name) || Scratch.Find(_location, _inode, name) is not null)
            return new(Errno.EEXIST);
        lock (_gate)
        {
            _pending ??= new(StringComparer.Ordinal);
            var text = Encoding.UTF8.GetString(name);
            if (_pending.ContainsKey(text))
                return new(Errno.EEXIST);
            if (_pending.Count == Limits.PendingLinks)
                return new(Refuse(caller, Errno.ENOSPC, $"{Limits.PendingLinks} links wait here already; remove them or rename them onto a member"));
            var link = new PendingLink(target.ToArray(), Registry.Inode.Child(_inode, name), _location.Host.Registry.Now);
            _pending.Add(text, link);
            return new(link);
        }
    }

    private bool RemoveLink(ReadOnlySpan<byte> name)
    {
        lock (_gate)
            return _pending?.Remove(Encoding.UTF8.GetString(name)) == true;
    }

    private ValueTask<Result> RenameAsync(byte[] name, PendingLink link, ObjectDirectory there, byte[] newName, RenameFlags flags, Caller caller) =>
        flags == RenameFlags.None && there.Inode == _inode && _children.Shape.Find(newName) is { } member
            ? SetAsync(Encoding.UTF8.GetString(name), LocationOf(_children, member), Encoding.UTF8.GetString(link.Target.Span), caller)
            : new(Refuse(caller, Errno.EPERM, "a symbolic link made here can be renamed onto a member of this object, and nowhere else"));

    private async ValueTask<Result> SetAsync(string name, MemberLocation member, string target, Caller caller)
    {
        var set = await member.WriteAsync(caller, (member, target), static state => References.Set(state.member, state.target)).OffPool();
        member.Host.Registry.Audit.Note(member, caller, "set", old: null, target, set.Errno);
        if (!set.Succeeded)
            return set.Failure;
        lock (_gate)
            _pending?.Remove(name);
        return Result.Success;
    }

    private PendingLink? FindLink(ReadOnlySpan<byte> name)
    {
        if (_pending is null)
            return null;
        lock (_gate)
            return _pending.GetValueOrDefault(Encoding.UTF8.GetString(name));
    }
}
