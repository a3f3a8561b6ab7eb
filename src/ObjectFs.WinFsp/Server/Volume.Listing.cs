using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <content>ReadDirectory, GetDirInfoByName.</content>
internal sealed unsafe partial class Volume
{
    private const int MaxAnswer = 1 << 20;

    private NtStatus ReadDirectory(ref Call call)
    {
        var file = FileOf(call.Context);
        if (file.Node.Kind != NodeKind.Directory)
            return NtStatus.NotADirectory;
        if (!TryWait())
            return NtStatus.InsufficientResources;
        var waits = file.Waits;
        var task = ListAsync(file, call.Path == null ? null : new string(call.Path), (nint)call.Buffer, (int)Math.Min(call.Length, MaxAnswer), waits);
        if (!task.IsCompleted)
            return AnswerLater(TransactKind.QueryDirectory, file, task, waits);
        Interlocked.Decrement(ref _waiting);
        var listed = task.Result;
        if (!listed.TryGet(out var count))
            return Refused(listed.Failure);
        *call.Count = (uint)count;
        return NtStatus.Success;
    }

    private NtStatus GetDirectoryInfoByName(ref Call call)
    {
        var file = FileOf(call.Context);
        var name = new string(call.Path);
        if (Paths.IsProbe(name))
            return NtStatus.ObjectNameNotFound;
        var listed = Wait(EntryAsync(file, name), _options.ChangeLimit);
        if (!listed.TryGet(out var entry))
            return Refused(listed.Failure);
        var info = (DirectoryInfo*)call.Buffer;
        *info = new DirectoryInfo { Size = (ushort)(sizeof(DirectoryInfo) + (entry.Shown.Length * sizeof(char))), Info = entry.Info };
        entry.Shown.CopyTo(new Span<char>((byte*)call.Buffer + sizeof(DirectoryInfo), entry.Shown.Length));
        return NtStatus.Success;
    }
}
