using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes.Service;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <content>Parts that come, go and are renamed, under the policy of the host.</content>
internal abstract partial class CollectionDirectory
{
    private long _modified;

    public override ValueTask<Result<CreatedFile>> CreateAsync(ReadOnlySpan<byte> name, int mode, OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        CreateAsync(name.ToArray(), flags, caller, cancellationToken);

    private async ValueTask<Result<CreatedFile>> CreateAsync(byte[] name, OpenFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        var isExclusive = (flags & OpenFlags.Exclusive) != 0;
        var made = await location.CallAsync(caller, (Directory: this, name, isExclusive), static state => state.Directory.Make(state.name, state.isExclusive)).OffPool();

        // of a new key its first write tells
        if (!made.TryGet(out var part) || part.IsAdded)
            Note(PathOf(name), "add", default, caller, made.Errno);
        if (!made.Succeeded)
            return made.Failure;
        Touch();
        var file = new ValueFile(part.Location, Registry.Inode.Child(inode, name));
        var entry = part.Location as EntryLocation is { IsNew: true } added ? added : null;
        var waiting = location.Host.Registry.NewEntries;
        if (entry is not null && !waiting.TryAdd(file))
            return Refuse(caller, Errno.ENOSPC, $"{NewEntries.Max} new files wait for their first write already");
        var opened = await file.OpenAsync(flags, caller, cancellationToken).OffPool();
        if (opened.TryGet(out var handle))
            return new CreatedFile(file, entry is null ? handle : new NewEntryHandle(file, entry, handle, caller));
        if (entry is not null)
            waiting.Remove(file);
        return opened.Failure;
    }

    public override ValueTask<Result> RemoveAsync(ReadOnlySpan<byte> name, NodeKind kind, Caller caller, CancellationToken cancellationToken) =>
        EndAsync(name, "remove", default, caller, location.CallAsync(caller, (Directory: this, Name: name.ToArray(), kind), static state => state.Directory.Remove(state.Name, state.kind)));

    public override ValueTask<Result> RenameAsync(
        ReadOnlySpan<byte> name, Node newParent, ReadOnlySpan<byte> newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        // mv goes on by copying and removing, which sets what is there and adds what is not
        if (newParent.Inode != inode)
            return new(Refuse(caller, Errno.EXDEV, "a part is renamed only within its collection"));
        if ((flags & RenameFlags.Exchange) != 0)
            return new(Refuse(caller, Errno.EINVAL, "two names do not change places"));
        var mayReplace = (flags & RenameFlags.NoReplace) == 0;
        return EndAsync(name, "rename", newName, caller, location.CallAsync(
            caller,
            (Directory: this, From: name.ToArray(), To: newName.ToArray(), mayReplace),
            static state => state.Directory.Move(state.From, state.To, state.mayReplace)));
    }

    public override ValueTask<Result<Node>> CreateDirectoryAsync(ReadOnlySpan<byte> name, int mode, Caller caller, CancellationToken cancellationToken) =>
        new(Refuse(caller, Errno.EPERM, "the program makes the objects in it"));

    public override ValueTask<Result<Node>> CreateSymlinkAsync(ReadOnlySpan<byte> name, ReadOnlySpan<byte> target, Caller caller, CancellationToken cancellationToken) =>
        new(Refuse(caller, Errno.EPERM, "no link is made in it: write the path of the exported object to a file"));

    /// <summary>Whether parts can come and go. Runs under the policy of the host, and may throw, as all that follow.</summary>
    protected abstract bool CanChange(object collection);

    /// <summary>The place of a new part, where the first write goes; of a part that is there, EEXIST where it must not be.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isExclusive">Whether it must not be there.</param>
    /// <param name="isAdded">Whether the part was added here and now, rather than by the first write.</param>
    protected abstract Location Make(byte[] name, bool isExclusive, out bool isAdded);

    /// <summary>Takes a part out.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="name">A name that there is.</param>
    /// <returns>The collection afterwards.</returns>
    protected abstract object Remove(object collection, byte[] name);

    /// <summary>Gives a part another name.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="from">A name that there is.</param>
    /// <param name="to">The new one.</param>
    /// <param name="mayReplace">Whether the part of that name, if there is one, gives way.</param>
    /// <returns>The collection afterwards.</returns>
    protected abstract object Rename(object collection, byte[] from, byte[] to, bool mayReplace);

    /// <summary>The collection.</summary>
    protected object Require() => location.Read() ?? throw new RefusalException(Errno.ENOENT, "it is null now");

    protected static T Require<T>(Result<T> result) => result.TryGet(out var value) ? value : throw new RefusalException(result.Failure);

    private Result<(Location Location, bool IsAdded)> Make(byte[] name, bool isExclusive) => (Make(name, isExclusive, out var isAdded), isAdded);

    private Result<int> Remove(byte[] name, NodeKind kind)
    {
        var part = Require(Find(name));
        if (part is AppendLocation)
            throw new RefusalException(Errno.EPERM, "+ is the way to append, and no element");

        // a link stands in the place of a directory where the gateway has no links
        var form = Sight.Of(part).Form;
        var isDirectory = form is Form.Object or Form.List or Form.Dictionary or Form.Set or Form.Future;
        if (form != Form.Link && isDirectory != (kind == NodeKind.Directory))
            return isDirectory ? Errno.EISDIR : Errno.ENOTDIR;
        var collection = Require();
        Set(collection, Remove(collection, name));
        return 0;
    }

    private Result<int> Move(byte[] from, byte[] to, bool mayReplace)
    {
        Require(Find(from));
        var collection = Require();
        Set(collection, Rename(collection, from, to, mayReplace));
        return 0;
    }

    protected void Set(object before, object after)
    {
        if (!ReferenceEquals(before, after))
            location.Write(after);
    }

    private ValueTask<Result> EndAsync(ReadOnlySpan<byte> name, string what, ReadOnlySpan<byte> value, Caller caller, ValueTask<Result<int>> change) =>
        EndAsync(PathOf(name), what, value.ToArray(), caller, change);

    private async ValueTask<Result> EndAsync(string path, string what, byte[] value, Caller caller, ValueTask<Result<int>> change)
    {
        var done = await change.OffPool();
        Note(path, what, value, caller, done.Errno);
        if (!done.Succeeded)
            return done.Failure;
        Touch();
        return Result.Success;
    }

    private string PathOf(ReadOnlySpan<byte> name) => $"{location.Host.KnownPath}{location.Path}/{Encoding.UTF8.GetString(name)}";

    private void Note(string path, string what, ReadOnlySpan<byte> value, Caller caller, Errno outcome) =>
        location.Host.Registry.Audit.Note(path, caller, what, value, Audit.IsSecret(location), outcome);

    private void Touch() => Interlocked.Exchange(ref _modified, location.Host.Registry.Now);

    private Failure Refuse(Caller caller, Errno errno, string sentence) => new Requester(location, caller).Refuse(new(errno, sentence), null);
}
