using System.Text;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Directories;

/// <content>Renaming instances that have whole paths; of those that have the directory of their type, see there.</content>
internal abstract partial class TableDirectory
{
    /// <inheritdoc/>
    protected override bool HasInstances => true;

    /// <inheritdoc/>
    protected override bool IsChangeable
    {
        get
        {
            lock (Registry.Names)
                return Table.Renamable > 0;
        }
    }

    /// <summary>From the root, without slashes at its ends.</summary>
    protected virtual string Path
    {
        get
        {
            lock (Registry.Names)
                return Table.Parent is { } entry ? PathTables.PathOf(entry) : Table.Prefix.TrimEnd('/');
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<Result<Node>> MakeInstanceAsync(ReadOnlySpan<byte> name, Caller caller) => new(Refuse(caller, new(Errno.EPERM, "the program makes what is here")));

    /// <inheritdoc/>
    protected override ValueTask<Result> RemoveInstanceAsync(ReadOnlySpan<byte> name, Caller caller) => new(Refuse(caller, new(Errno.EPERM, "the program makes what is here, and removes it")));

    /// <inheritdoc/>
    protected override ValueTask<Result> RenameInstanceAsync(ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller) =>
        RenameAsync(name.ToArray(), newParent, newName.ToArray(), flags, caller);

    private async ValueTask<Result> RenameAsync(byte[] name, Node newParent, byte[] newName, RenameFlags flags, Caller caller)
    {
        var renamed = await InstanceRenaming.RenameAsync(this, name, newParent, newName, flags, caller).OffPool();
        Registry.Audit.Note($"{Path}/{Encoding.UTF8.GetString(name)}".TrimStart('/'), caller, "rename", newName, isSecret: false, renamed.Errno);
        return renamed.Succeeded || renamed.Sentence is null ? renamed : Refuse(caller, renamed.Failure);
    }

    /// <inheritdoc/>
    protected override Failure Refuse(Caller caller, Failure failure)
    {
        string path = Path;
        return base.Refuse(caller, path.Length == 0 ? failure : failure with { Sentence = $"{path}: {failure}" });
    }
}
