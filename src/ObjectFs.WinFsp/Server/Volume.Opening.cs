using System.Runtime.InteropServices;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <content>Open, Create, Cleanup, Close.</content>
internal sealed unsafe partial class Volume
{
    private const int DispositionShift = 24;
    private const int NewDirectoryMode = 0x1ED;
    private const int NewFileMode = 0x1A4;
    private const int ReadOnlyFileMode = 0x124;

    private static OpenFile FileOf(nint context) => (OpenFile)GCHandle.FromIntPtr(context).Target!;

    private NtStatus Open(ref Call call)
    {
        var place = Find(call.Path, (call.Options & CreateOptions.OpenReparsePoint) == 0);
        if (place.Node is not { } node)
            return place.Status;
        var read = AttributesOf(node, withoutSize: false);
        if (!read.TryGet(out var attributes))
            return Refused(read.Failure);

        var flags = Flags(call.Access);
        if (Overwrites(call.Options))
            flags |= OpenFlags.Write;
        if (_options.ReadOnly && (flags & OpenFlags.Write) != 0)
            return NtStatus.MediaWriteProtected;
        OpenFile file = NewFile(node, place.Path, flags, attributes.Size);
        if (node.Kind == NodeKind.File && flags != OpenFlags.None)
        {
            file.Open(node.OpenAsync(flags, file.Caller, CancellationToken.None));
            var opened = Wait(file.HandleAsync(), _options.Patience);
            if (!opened.Succeeded && opened.Errno != Errno.ETIMEDOUT)
                return Refused(opened.Failure);
            if (opened.TryGet(out var handle) && handle.IsUnsized && (flags & OpenFlags.Read) != 0)
                Count(file, handle);
        }

        return Add(file, attributes, ref call);
    }

    private NtStatus CreateFile(ref Call call)
    {
        if (_options.ReadOnly)
            return NtStatus.MediaWriteProtected;
        var path = new string(call.Path);
        var (directory, name) = Paths.Split(path);
        Place parent;
        fixed (char* at = directory)
            parent = Find(at, followLast: true);
        if (parent.Node is not { } node)
            return parent.Status == NtStatus.ObjectNameNotFound ? NtStatus.ObjectPathNotFound : parent.Status;
        if (Paths.IsProbe(name))
            return NtStatus.AccessDenied;
        if (Paths.NameOf(name) is not { } bytes)
            return NtStatus.ObjectNameInvalid;
        if (Find(call.Path, followLast: false).Status == NtStatus.Success)
            return NtStatus.ObjectNameCollision;

        var shown = parent.Path.Length == 1 ? $@"\{name}" : $@"{parent.Path}\{name}";
        var file = (call.Options & CreateOptions.DirectoryFile) != 0
            ? MakeDirectory(node, bytes, shown, out var refusal)
            : MakeFile(node, bytes, shown, ref call, out refusal);
        _folded.Forget(node);
        if (file is null)
            return Refused(refusal);
        var read = AttributesOf(file.Node, withoutSize: true);
        if (!read.TryGet(out var attributes))
            return Refused(read.Failure);
        return Add(file, attributes, ref call);
    }

    private OpenFile? MakeDirectory(Node parent, byte[] name, string path, out Failure refusal)
    {
        var made = Wait(parent.CreateDirectoryAsync(name, NewDirectoryMode, NewCaller(), CancellationToken.None), _options.ChangeLimit);
        refusal = made.Failure;
        return made.TryGet(out var node) ? NewFile(node, path, OpenFlags.None, 0) : null;
    }

    private OpenFile? MakeFile(Node parent, byte[] name, string path, ref Call call, out Failure refusal)
    {
        var flags = Flags(call.Access);
        var isReadOnly = ((FileAttributes)call.Attributes & FileAttributes.ReadOnly) != 0;
        var made = Wait(
            parent.CreateAsync(name, isReadOnly ? ReadOnlyFileMode : NewFileMode, flags | OpenFlags.Write | OpenFlags.Exclusive, NewCaller(), CancellationToken.None),
            _options.ChangeLimit);
        refusal = made.Failure;
        if (!made.TryGet(out var created))
            return null;
        var file = NewFile(created.Node, path, flags | OpenFlags.Write, 0);
        file.IsSizeKnown = true;
        file.Open(new(created.Handle));
        return file;
    }

    private NtStatus Add(OpenFile file, NodeAttributes attributes, ref Call call)
    {
        lock (_gate)
        {
            var isStopping = _stopping.Task.IsCompleted;
            if (isStopping || _files.Count >= _options.MaxOpenFiles || !_files.Add(file))
            {
                _ = CloseAsync(file);
                if (!isStopping)
                    Log.LimitReached(_logger, _options.MaxOpenFiles, "files are open");
                return NtStatus.TooManyOpenedFiles;
            }
        }

        *call.Info = Info(attributes, NameOf(file), file.Size);
        Normalize(file.Path, (OpenFileInfo*)call.Info);

        // what leaves a directory is told by the directory's own path
        if (attributes.Freshness == Freshness.Watched || attributes.Kind == NodeKind.Directory)
            _notices.Remember(file.Node, file.Path);
        *call.NewContext = file.Context = GCHandle.ToIntPtr(GCHandle.Alloc(file));
        return NtStatus.Success;
    }

    // else Windows would show names in upper case, and miss notices
    private static void Normalize(string path, OpenFileInfo* info)
    {
        var length = path.Length * sizeof(char);
        if (length > info->NormalizedNameSize || info->NormalizedName == null)
            return;
        path.CopyTo(new Span<char>(info->NormalizedName, path.Length));
        info->NormalizedNameSize = (ushort)length;
    }

    /// <summary>The last handle of an opening is closed. What can still fail here is told to nobody, which is why writes fail in <see cref="Write"/>.</summary>
    private NtStatus Cleanup(ref Call call)
    {
        var file = FileOf(call.Context);
        file.EndWaits();
        if ((call.Cleanup & CleanupFlags.Delete) != 0 && !file.IsRemoved && call.Path != null)
            LogLoss(file, Remove(file, new string(call.Path)));
        if (!file.Writes || !Wait(file.HandleAsync(), _options.ChangeLimit).TryGet(out var handle))
            return NtStatus.Success;
        LogLoss(file, Wait(handle.FlushAsync(CancellationToken.None), _options.ChangeLimit));

        // an emptied value is set to null when its handle is closed, and whoever looks next is to see it
        if (file.IsEmptied)
            EndsWithin(file.CloseHandleAsync().AsTask(), _options.ChangeLimit);
        return NtStatus.Success;
    }

    private NtStatus Close(ref Call call)
    {
        var context = GCHandle.FromIntPtr(call.Context);
        var file = (OpenFile)context.Target!;
        context.Free();
        lock (_gate)
        {
            if (!_files.Remove(file))
                return NtStatus.Success;
        }

        _ = CloseAsync(file);
        return NtStatus.Success;
    }

    private void LogLoss(OpenFile file, Result result)
    {
        if (!result.Succeeded)
            Log.LostAtClose(_logger, file.Path, result.Failure.ToString());
    }

    private Task CloseAsync(OpenFile file)
    {
        file.Cancel();
        return LeaveAsync(file);
    }

    /// <summary>Programs of Windows believe the size: what is known only by reading is read, as far as it goes within the patience of somebody who opens.</summary>
    private void Count(OpenFile file, Handle handle)
    {
        var counted = Wait(CountAsync(file, handle, file.Gone), _options.Patience);
        if (!counted.TryGet(out var size))
            return;
        file.Size = size;
        file.IsSizeKnown = true;
    }

    private static OpenFile NewFile(Node node, string path, OpenFlags flags, long size) => new(node, path, NewCaller())
    {
        Size = size,
        Writes = (flags & OpenFlags.Write) != 0,
        Appends = (flags & OpenFlags.Append) != 0,
    };

    private static Caller NewCaller() => new(Caller.Unknown, Caller.Unknown, (int)Requests.ProcessId);

    private static OpenFlags Flags(AccessRights access) =>
        ((access & AccessRights.ReadData) != 0 ? OpenFlags.Read : OpenFlags.None)
        | ((access & AccessRights.WriteData) != 0 ? OpenFlags.Write : (access & AccessRights.AppendData) != 0 ? OpenFlags.Write | OpenFlags.Append : OpenFlags.None);

    // FILE_SUPERSEDE, FILE_OVERWRITE, FILE_OVERWRITE_IF: Overwrite follows
    private static bool Overwrites(CreateOptions options) => ((uint)options >> DispositionShift) is 0 or 4 or 5;
}
