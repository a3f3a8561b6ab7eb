using System.Text;
using ObjectFs.Objects.Nodes.Json;
using ObjectFs.Objects.Nodes.Scratch;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <content>Scratch files and members in each other's place.</content>
internal sealed partial class ObjectDirectory
{
    /// <summary>Another name, or what is in the file into the member that has the name.</summary>
    private async ValueTask<Result> RenameAsync(ScratchFile file, ObjectDirectory there, byte[] newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        var found = await there.LookupAsync(newName, cancellationToken).OffPool();
        if (!found.TryGet(out var target) && found.Errno != Errno.ENOENT)
            return found.Failure;
        if (found.Succeeded && (flags & RenameFlags.NoReplace) != 0)
            return Errno.EEXIST;
        if (found.Succeeded && target is not (ScratchFile or PendingLink))
            return await there.ReplaceAsync(target, newName, file, this, flags, caller, cancellationToken).OffPool();
        return there.Inode == _inode ? Rename(file, newName, flags) : Errno.EXDEV;
    }

    private Result Rename(ScratchFile file, byte[] newName, RenameFlags flags)
    {
        var oldName = Encoding.UTF8.GetBytes(file.Name);
        var renamed = Scratch.Rename(file, _location, _inode, Encoding.UTF8.GetString(newName), flags, out var replaced);
        if (renamed != Errno.None)
            return renamed;
        RemoveLink(newName);
        Tell(oldName, null);
        Tell(newName, replaced);
        return Result.Success;
    }

    /// <summary>Sets a member to what is in a file, which then is gone; or neither.</summary>
    private async ValueTask<Result> ReplaceAsync(
        Node target, byte[] name, ScratchFile file, ObjectDirectory directory, RenameFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        if (target.Kind == NodeKind.Directory)
            return Errno.EISDIR;
        if ((flags & RenameFlags.Exchange) != 0)
            return Refuse(caller, Errno.EINVAL, "a file and a member do not change places");
        if (target is not (ValueFile or JsonFile))
            return Refuse(caller, Errno.EPERM, $"{Encoding.UTF8.GetString(name)} cannot be written by renaming a file onto it");
        var opened = await target.OpenAsync(OpenFlags.Write, caller, cancellationToken).OffPool();
        if (!opened.TryGet(out var handle))
            return opened.Failure;
        try
        {
            // removed while the names were looked up, it would be taken for an empty one
            if (Scratch.Read(file, directory._location, directory._inode) is not { } content)
                return Errno.ENOENT;
            var set = handle is ValueHandle value ? await value.ReplaceAsync(content).OffPool() : await WriteAsync(handle, content, cancellationToken).OffPool();
            if (set.Succeeded)
                directory.Drop(file);
            return set;
        }
        finally
        {
            await handle.CloseAsync().OffPool();
        }
    }

    // an empty text is no JSON either, and the handle says so only of what was begun
    private static async ValueTask<Result> WriteAsync(Handle json, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var written = await json.WriteAsync(0, content.IsEmpty ? "\n"u8.ToArray() : content, cancellationToken).OffPool();
        return written.Succeeded ? await json.FlushAsync(cancellationToken).OffPool() : written.Failure;
    }

    /// <summary>A member that is renamed stays; its content is left under the new name, with its mode and time, as the backup that whoever writes it next wants to have.</summary>
    private async ValueTask<Result> CopyAwayAsync(Node member, byte[] newName, RenameFlags flags, Caller caller, CancellationToken cancellationToken)
    {
        var found = await LookupAsync(newName, cancellationToken).OffPool();
        if (found.TryGet(out var there) ? there is not ScratchFile : found.Errno != Errno.ENOENT)
            return found.Succeeded ? Refuse(caller, Errno.EPERM, Stays) : found.Failure;
        var known = await member.GetAttributesAsync(cancellationToken).OffPool();
        if (!known.TryGet(out var attributes))
            return known.Failure;
        if ((attributes.Mode & 0x80) == 0)
            return Refuse(caller, Errno.EACCES, "a member that cannot be written has no other name: nothing could take its place");
        var opened = await member.OpenAsync(OpenFlags.Read, caller, cancellationToken).OffPool();
        if (!opened.TryGet(out var handle))
            return opened.Failure;
        var read = await ReadToEndAsync(handle, cancellationToken).OffPool();
        await handle.CloseAsync().OffPool();
        if (!read.TryGet(out var content))
            return Refuse(caller, newName, read.Failure);

        // as on a disk, where the owner of a file stays the owner under any name
        var owner = new Caller(attributes.UserId, attributes.GroupId, caller.ProcessId);
        var added = Scratch.Add(
            _location, _inode, Encoding.UTF8.GetString(newName), attributes.Mode, owner, content, mayReplace: (flags & RenameFlags.NoReplace) == 0, out var replaced);
        if (!added.TryGet(out var file))
            return Refuse(caller, newName, added.Failure);
        await file.SetAttributesAsync(new AttributeChanges { Modified = attributes.Modified }, caller, cancellationToken).OffPool();
        Tell(newName, replaced);
        return Result.Success;
    }

    private static async ValueTask<Result<byte[]>> ReadToEndAsync(Handle handle, CancellationToken cancellationToken)
    {
        var (all, buffer) = (new MemoryStream(), new byte[64 * 1024]);
        while (true)
        {
            var read = await handle.ReadAsync(all.Length, buffer, cancellationToken).OffPool();
            if (!read.TryGet(out var count))
                return read.Failure;
            if (count == 0)
                return all.ToArray();
            if (all.Length + count > Limits.ScratchFile)
                return ScratchFiles.TooLong;
            all.Write(buffer, 0, count);
        }
    }

    private bool Drop(ScratchFile file)
    {
        var name = Encoding.UTF8.GetBytes(file.Name);
        if (!Scratch.Remove(file, _location, _inode))
            return false;
        Tell(name, file);
        return true;
    }

    // whoever remembers the name of what another client took away
    private void Tell(byte[] name, Node? removed) => _location.Host.Registry.Feed.PostEntryIfWatched(this, name, removed);
}
