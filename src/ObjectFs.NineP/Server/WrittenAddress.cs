using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>The file with the address and the secret of a server that listens, held open so that it goes with it, on Windows however the program ends.</summary>
internal sealed class WrittenAddress : IDisposable
{
    // servers of one process that are started at once, by its environment and by itself, want the same file
    private static readonly Lock s_gate = new();

    private readonly FileStream _file;

    private WrittenAddress(FileStream file)
    {
        _file = file;
    }

    /// <summary>Writes it, in the place of one that a program which ended has left behind.</summary>
    /// <exception cref="NinePException">Another server has it, it is another file, or it cannot be made.</exception>
    public static WrittenAddress Write(string path, NinePAddressFile content)
    {
        try
        {
            lock (s_gate)
            {
                if (File.Exists(path))
                    RemoveStale(path);
                FileStream file = new(path, Options(FileMode.CreateNew));
                file.Write(content.ToBytes());
                file.Flush();
                return new(file);
            }
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException and not NinePException)
        {
            throw new NinePException(Errno.EACCES, $"{path}, which is to hold the address, cannot be written: {exception.Message.TrimEnd('.')}.", "Give a path in a directory of yours.", exception);
        }
    }

    /// <summary>Removes it.</summary>
    public void Dispose() => _file.Dispose();

    // clients read it while it is held; whoever wants it for itself is refused, as long as it is
    private static FileStreamOptions Options(FileMode mode)
    {
        FileStreamOptions options = new()
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = mode == FileMode.CreateNew ? FileShare.Read : FileShare.None,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows() && mode == FileMode.CreateNew)
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static void RemoveStale(string path)
    {
        if (!NinePAddressFile.TryRead(path, out _))
            throw new NinePException(Errno.EEXIST, $"{path} is there, and holds no address of a server.", "Give another path.");
        try
        {
            new FileStream(path, Options(FileMode.Open)).Dispose();
        }
        catch (IOException exception) when (exception is not FileNotFoundException)
        {
            throw new NinePException(Errno.EADDRINUSE, $"Another server has its address in {path}.", "Give another path, or end that server.", exception);
        }
    }
}
