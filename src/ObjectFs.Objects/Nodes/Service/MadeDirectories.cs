using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>A directory in which <c>mkdir</c> makes something whole and <c>rmdir</c> drops it in one step, as configfs has it. For the owner alone. Bounded. Thread-safe.</summary>
/// <param name="registry">Whose tree it is in.</param>
/// <param name="inode">Its own.</param>
/// <param name="most">How many there may be.</param>
/// <param name="plural">What they are called.</param>
internal abstract class MadeDirectories(ObjectRegistry registry, ulong inode, int most, string plural) : TreeDirectory
{
    /// <summary>0700.</summary>
    public const int OwnerOnly = 0x1C0;

    private readonly Lock _gate = new();

    // null while it is being made
    private readonly Dictionary<string, Node?> _made = new(StringComparer.Ordinal);
    private long _modified = registry.Now;
    private long _serial;

    public override ulong Inode => inode;

    protected ObjectRegistry Objects => registry;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = NodeKind.Directory, Inode = inode, Mode = OwnerOnly, Links = 1, Modified = Volatile.Read(ref _modified), Name = Freshness.Constant });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        lock (_gate)
            return _made.TryGetValue(Encoding.UTF8.GetString(name), out var node) && node is not null ? new(node) : new(Errno.ENOENT);
    }

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(new CopiedListing([.. _made.Where(static made => made.Value is not null)
                .Select(static made => new Entry(Encoding.UTF8.GetBytes(made.Key), NodeKind.Directory, made.Value!.Inode))]));
        }
    }

    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken)
    {
        if (!Name.IsValid(name))
            return new(Refuse(caller, new(Errno.EINVAL, "the name is not UTF-8")));
        var text = Encoding.UTF8.GetString(name);
        ulong own;
        lock (_gate)
        {
            if (_made.ContainsKey(text))
                return new(Errno.EEXIST);
            if (_made.Count == most)
                return new(Refuse(caller, new(Errno.ENOSPC, $"there are {most} {plural} already; rmdir one")));
            _made.Add(text, null);
            own = Registry.Inode.OfPath(inode, name, ++_serial);
        }

        return MakeAndShowAsync(text, own, caller, cancellationToken);
    }

    public override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken)
    {
        if (kind != NodeKind.Directory)
            return new(Errno.EISDIR);
        lock (_gate)
        {
            var text = Encoding.UTF8.GetString(name);
            if (!_made.TryGetValue(text, out var node) || node is null)
                return new(Errno.ENOENT);
            var dropped = Drop(node);
            if (dropped.Succeeded)
                Forget(text);
            return new(dropped.Succeeded ? dropped : Refuse(caller, dropped.Failure));
        }
    }

    /// <summary>Makes what is to be there under a name.</summary>
    protected abstract ValueTask<Result<Node>> MakeAsync(string name, ulong own, CancellationToken cancellationToken);

    /// <summary>It is to go; may be refused. Runs no code of the program.</summary>
    protected virtual Result Drop(Node node) => Result.Success;

    private async ValueTask<Result<Node>> MakeAndShowAsync(string name, ulong own, Caller caller, CancellationToken cancellationToken)
    {
        Result<Node> made = Errno.EIO;
        try
        {
            made = await MakeAsync(name, own, cancellationToken).OffPool();
            return made.Succeeded ? made : Refuse(caller, made.Failure);
        }
        finally
        {
            lock (_gate)
            {
                if (made.TryGet(out var node))
                {
                    _made[name] = node;
                    Volatile.Write(ref _modified, registry.Now);
                }
                else
                {
                    _made.Remove(name);
                }
            }
        }
    }

    private void Forget(string name)
    {
        _made.Remove(name);
        Volatile.Write(ref _modified, registry.Now);
    }
}
