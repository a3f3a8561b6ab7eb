using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp.Fake;

/// <content>NtCreateFile.</content>
internal sealed unsafe partial class Drive
{
    private const uint NameRoom = 16256;
    private const uint MaxName = 2048;
    private const FileAttributes Created = FileAttributes.Archive;

    /// <summary>Opens or makes a file or a directory.</summary>
    /// <param name="path">From the root of the volume.</param>
    /// <param name="disposition">What with a name that is there, or is not.</param>
    /// <param name="access">What it is opened for.</param>
    /// <param name="file">The open file, where it is open.</param>
    /// <param name="options">FILE_… options.</param>
    /// <param name="process">Who asks.</param>
    public NtStatus Create(string path, Disposition disposition, Access access, out DriveFile? file, CreateOptions options = CreateOptions.None, uint process = SomeProcess)
    {
        file = null;
        var named = DrivePaths.Check(path);
        if (named < 0)
            return named;
        if (path.Length > 1 && path[^1] == '\\')
            (path, options) = (path[..^1], options | CreateOptions.DirectoryFile);
        var all = (CreateOptions)((uint)options | ((uint)disposition << 24));
        var status = disposition switch
        {
            Disposition.Create => Make(path, all, access, process, out file),
            Disposition.Open or Disposition.Overwrite or Disposition.Supersede => OpenExisting(path, disposition, all, access, process, out file),
            _ => OpenExisting(path, disposition, all, access, process, out file) is var opened && opened == NtStatus.ObjectNameNotFound
                ? Make(path, all, access, process, out file)
                : opened,
        };
        if (status == NtStatus.ObjectNameCollision && (options & CreateOptions.NonDirectoryFile) != 0 && Ask(path, out var attributes) >= 0 && (attributes & FileAttributes.Directory) != 0)
            status = NtStatus.FileIsADirectory;
        if (status < 0 || disposition is Disposition.Open or Disposition.Create or Disposition.OpenIf || file!.IsNew)
            return status;

        // the driver has the DLL close, and not clean up, what it could not overwrite
        status = file.Overwrite(disposition == Disposition.Supersede);
        if (status >= 0)
            return status;
        file.Close();
        file = null;
        return status;
    }

    /// <summary>What the DLL asks of a name before all else: its attributes, and who may come in.</summary>
    public NtStatus Ask(string path, out FileAttributes attributes) => Ask(path, out attributes, out _);

    public NtStatus Ask(string path, out FileAttributes attributes, out byte[] descriptor)
    {
        nuint room = (nuint)DescriptorRoom;
        FileAttributes found = 0;
        descriptor = [];
        for (var round = 0; ; round++)
        {
            var buffer = (byte*)NativeMemory.AllocZeroed(room + 1);
            using Requested requested = new(path);
            nuint size = room;
            var status = Call(Slot.GetSecurityByName, requested, [requested[0], (ulong)&found, (ulong)buffer, (ulong)&size]);
            if (status >= 0)
                descriptor = new Span<byte>(buffer, (int)size).ToArray();
            NativeMemory.Free(buffer);
            attributes = found;
            if (status != NtStatus.BufferOverflow)
            {
                if (status >= 0 && size == 0)
                    Complain($"{path}: everybody is let in");
                return status;
            }

            if (round > 1 || size <= room)
            {
                Complain($"{path}: a descriptor of {size} bytes does not fit into {room}, again and again");
                return NtStatus.InsufficientResources;
            }

            room = size;
        }
    }

    private NtStatus OpenExisting(string path, Disposition disposition, CreateOptions options, Access access, uint process, out DriveFile? file)
    {
        file = null;
        var status = Ask(path, out var attributes);
        if (status < 0)
            return status;
        if ((attributes & FileAttributes.ReparsePoint) != 0 && (options & CreateOptions.OpenReparsePoint) == 0)
        {
            // the DLL asks for a slot that is empty here
            return NtStatus.InvalidDeviceRequest;
        }

        var isDirectory = (attributes & FileAttributes.Directory) != 0;
        if ((options & CreateOptions.DirectoryFile) != 0 && !isDirectory)
            return NtStatus.NotADirectory;
        if ((options & CreateOptions.NonDirectoryFile) != 0 && isDirectory)
            return NtStatus.FileIsADirectory;
        var wanted = access | (disposition is Disposition.Overwrite or Disposition.OverwriteIf ? Access.WriteData : 0) | (disposition == Disposition.Supersede ? Access.Delete : 0);
        if ((attributes & FileAttributes.ReadOnly) != 0 && (wanted & Access.Changing) != 0)
            return NtStatus.AccessDenied;
        if ((attributes & FileAttributes.ReadOnly) != 0 && (options & CreateOptions.DeleteOnClose) != 0)
            return NtStatus.CannotDelete;
        return Open(path, options, access, process, out file);
    }

    private NtStatus Open(string path, CreateOptions options, Access access, uint process, out DriveFile? file)
    {
        using Requested requested = new(path);
        using Opening opening = new();
        var status = Call(Slot.Open, requested, [requested[0], (ulong)options, (ulong)access, (ulong)opening.Context, (ulong)opening.Info], process: process);
        file = status >= 0 ? Opened(opening, path, options, access, isNew: false) : null;
        return status;
    }

    private NtStatus Make(string path, CreateOptions options, Access access, uint process, out DriveFile? file)
    {
        file = null;
        if (path == @"\")
            return NtStatus.InvalidParameter;
        var status = Ask(DrivePaths.Parent(path), out var parent);
        if (status < 0)
            return status == NtStatus.ObjectNameNotFound ? NtStatus.ObjectPathNotFound : status;
        if ((parent & FileAttributes.Directory) == 0)
            return NtStatus.NotADirectory;
        if ((parent & FileAttributes.ReadOnly) != 0)
            return NtStatus.AccessDenied;
        using Requested requested = new(path);
        using Opening opening = new();
        var attributes = (options & CreateOptions.DirectoryFile) != 0 ? FileAttributes.Directory : Created;
        status = Call(
            Slot.Create,
            requested,
            [requested[0], (ulong)options, (ulong)access, (ulong)attributes, 0, 0, (ulong)opening.Context, (ulong)opening.Info],
            process: process);
        file = status >= 0 ? Opened(opening, path, options, access, isNew: true) : null;
        return status;
    }

    private DriveFile Opened(Opening opening, string path, CreateOptions options, Access access, bool isNew)
    {
        if (opening.Name is { } name && !name.Equals(path, StringComparison.OrdinalIgnoreCase))
            Complain($"{path} is opened as {name}");
        Check(opening.Info->Info, $"open {path}");
        return new(this, *opening.Context, opening.Name ?? path, opening.Info->Info)
        {
            IsNew = isNew,
            IsDeletedOnClose = (options & CreateOptions.DeleteOnClose) != 0,
            Access = access,
        };
    }

    /// <summary>Where a file system tells what it has opened.</summary>
    private sealed class Opening : IDisposable
    {
        public Opening()
        {
            Info = (OpenFileInfo*)NativeMemory.AllocZeroed((nuint)sizeof(OpenFileInfo));
            Info->NormalizedName = (char*)NativeMemory.AllocZeroed(NameRoom);
            Info->NormalizedNameSize = (ushort)NameRoom;
            Context = (nint*)NativeMemory.AllocZeroed((nuint)sizeof(nint));
        }

        public OpenFileInfo* Info { get; }

        public nint* Context { get; }

        /// <summary>In the case in which it is shown; null where it was not told.</summary>
        public string? Name => Info->NormalizedNameSize <= MaxName ? new string(Info->NormalizedName, 0, Info->NormalizedNameSize / sizeof(char)) : null;

        public void Dispose()
        {
            NativeMemory.Free(Info->NormalizedName);
            NativeMemory.Free(Info);
            NativeMemory.Free(Context);
        }
    }
}
