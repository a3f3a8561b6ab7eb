using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <content>Rename, SetDelete.</content>
internal sealed unsafe partial class Volume
{
    private NtStatus Rename(ref Call call)
    {
        if (_options.ReadOnly)
            return NtStatus.MediaWriteProtected;
        var file = FileOf(call.Context);
        var (oldDirectory, oldName) = Paths.Split(new string(call.Path));
        var (newDirectory, newName) = Paths.Split(new string(call.NewPath));
        if (Paths.IsProbe(newName))
            return NtStatus.AccessDenied;
        if (Paths.NameOf(newName) is not { } newBytes)
            return NtStatus.ObjectNameInvalid;
        if (Directory(oldDirectory) is not { Node: { } parent })
            return NtStatus.ObjectPathNotFound;
        if (Directory(newDirectory) is not { Node: { } newParent } target)
            return NtStatus.ObjectPathNotFound;
        if (TreeName(parent, oldName) is not { } oldBytes)
            return NtStatus.ObjectNameInvalid;

        // what is there in another case is what is meant, unless it is the very thing that gets another case
        if (TreeName(newParent, newName) is { } existing && !(newParent.Inode == parent.Inode && existing.AsSpan().SequenceEqual(oldBytes)))
            newBytes = existing;
        var renamed = Wait(
            parent.RenameAsync(oldBytes, newParent, newBytes, call.Replace ? RenameFlags.None : RenameFlags.NoReplace, file.Caller, CancellationToken.None),
            _options.ChangeLimit);
        _folded.Forget(parent);
        _folded.Forget(newParent);
        if (!renamed.Succeeded)
            return Refused(renamed.Failure);
        file.Path = target.Path.Length == 1 ? $@"\{newName}" : $@"{target.Path}\{newName}";
        return NtStatus.Success;
    }

    /// <summary>Removes the name here and now, where it can still be refused: what Cleanup would find is told to nobody.</summary>
    private NtStatus SetDelete(ref Call call)
    {
        if (_options.ReadOnly)
            return NtStatus.MediaWriteProtected;
        var file = FileOf(call.Context);
        if (!call.Delete)
            return file.IsRemoved ? NtStatus.FileDeleted : NtStatus.Success;
        if (file.IsRemoved)
            return NtStatus.Success;
        var removed = Remove(file, new string(call.Path));
        return removed.Succeeded ? NtStatus.Success : Refused(removed.Failure);
    }

    private Result Remove(OpenFile file, string path)
    {
        var (directory, name) = Paths.Split(path);
        if (Directory(directory).Node is not { } parent || TreeName(parent, name) is not { } bytes)
            return Errno.ENOENT;
        var kind = file.Node.Kind == NodeKind.Directory ? NodeKind.Directory : NodeKind.File;
        var removed = Wait(parent.RemoveAsync(bytes, kind, file.Caller, CancellationToken.None), _options.ChangeLimit);
        _folded.Forget(parent);
        file.IsRemoved = removed.Succeeded;
        return removed;
    }

    private Place Directory(string path)
    {
        fixed (char* at = path)
            return Find(at, followLast: true);
    }

    private byte[]? TreeName(Node directory, string name)
    {
        var task = _paths.NamesAsync(directory, name, CancellationToken.None);
        return task.IsCompletedSuccessfully ? task.Result.Name
            : task.AsTask() is var later && EndsWithin(later, _options.ChangeLimit) ? later.GetAwaiter().GetResult().Name
            : null;
    }
}
