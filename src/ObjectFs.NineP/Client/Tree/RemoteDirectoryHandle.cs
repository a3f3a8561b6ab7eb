using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>An open directory of a server's.</summary>
internal sealed class RemoteDirectoryHandle : DirectoryHandle
{
    private readonly NinePFile _file;

    public RemoteDirectoryHandle(NinePFile file)
    {
        _file = file;
    }

    /// <inheritdoc/>
    public override ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken) =>
        _file.ReadDirectoryAsync(cursor, sink, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask CloseAsync() => _file.DisposeAsync();
}
