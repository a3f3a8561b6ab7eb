using ObjectFs.NineP.Client;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <summary>
/// A file of a server's, held by one fid; give it back by disposing it. Refusals are results, not exceptions; where the connection is gone they are <see cref="Errno.ECONNRESET"/>.
/// Cancelling sends Tflush, and the call is over, with <see cref="Errno.EINTR"/>, when the server has said that it gave up; an answer that was faster counts.
/// <para>Thread-safe, but for disposing and <see cref="RemoveAsync"/>, which come last.</para>
/// </summary>
public sealed partial class NinePFile : IAsyncDisposable
{
    private readonly FileOperations _operations;

    internal NinePFile(Connection connection, FileOperations operations, Fid fid, Qid qid)
    {
        Connection = connection;
        _operations = operations;
        Fid = fid;
        Qid = qid;
    }

    /// <summary>What it is.</summary>
    public NodeKind Kind => RemoteAttributes.KindOf(Qid);

    /// <summary>Tells the same file in other answers of this connection; the root is 1.</summary>
    public ulong Inode => Connection.InodeOf(Qid.Path);

    /// <summary>Whether it was opened, so that it can be read and written.</summary>
    public bool IsOpen { get; private set; }

    internal Connection Connection { get; }

    internal Fid Fid { get; }

    internal Qid Qid { get; private set; }

    internal bool AppendsByOffset { get; private set; }

    /// <summary>The most that one message carries for this file.</summary>
    internal int Piece { get; private set; }

    /// <summary>What stat(2) shows.</summary>
    public ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken = default) =>
        _operations.GetAttributesAsync(this, cancellationToken);

    /// <summary>truncate(2), chmod(2), chown(2), utimensat(2). What a dialect cannot say is refused with EOPNOTSUPP.</summary>
    public ValueTask<Result> SetAttributesAsync(AttributeChanges changes, CancellationToken cancellationToken = default) =>
        changes == default ? Result.SuccessAsync : _operations.SetAttributesAsync(this, changes, cancellationToken);

    /// <summary>Opens it, to read and write, or to list. A fid is opened once; <see cref="CloneAsync"/> makes another.</summary>
    public async ValueTask<Result> OpenAsync(OpenFlags flags, CancellationToken cancellationToken = default)
    {
        var answer = await _operations.OpenAsync(this, flags, cancellationToken).ConfigureAwait(false);
        if (!answer.Succeeded)
            return answer.Failure;
        BecomeOpen(answer.Value, flags);
        return Result.Success;
    }

    /// <summary>What a symbolic link says. EINVAL where it is none.</summary>
    public ValueTask<Result<ReadOnlyMemory<byte>>> ReadLinkAsync(CancellationToken cancellationToken = default) =>
        _operations.ReadLinkAsync(this, cancellationToken);

    /// <summary>Sets what was written and is not yet set (fsync(2)).</summary>
    public ValueTask<Result> FlushAsync(CancellationToken cancellationToken = default) => _operations.FlushAsync(this, cancellationToken);

    /// <summary>Removes the file itself, and gives the fid back, whether or not it could be removed. To remove a name of a directory there is <see cref="UnlinkAsync"/>.</summary>
    public ValueTask<Result> RemoveAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return new(Errno.EINTR);
        if (!Fid.TryRelease())
            return new(Errno.EBADF);
        var call = Connection.Rent();
        call.Put(new Tremove { Fid = Fid.Number });
        call.Releases = Fid.Number;
        // from here on not to be cancelled: nobody would know whether the fid is still there
        return call.DoneAsync(CancellationToken.None);
    }

    /// <summary>Gives the fid back. What a server has to say at the end, it says here.</summary>
    public ValueTask<Result> CloseAsync()
    {
        if (!Fid.TryRelease())
            return Result.SuccessAsync;
        var call = Connection.Rent();
        call.Put(new Tclunk { Fid = Fid.Number });
        call.Releases = Fid.Number;
        return call.DoneAsync(CancellationToken.None);
    }

    /// <summary>Gives the fid back, and does not wait for what the server says.</summary>
    public ValueTask DisposeAsync()
    {
        if (Fid.TryRelease())
            Connection.Clunk(Fid.Number);
        return default;
    }

    /// <summary>An open fid, wherever it leads now.</summary>
    internal void BecomeOpen(in Answer answer, OpenFlags flags)
    {
        Qid = answer.Qid;
        IsOpen = true;
        AppendsByOffset = (flags & OpenFlags.Append) != 0 && Connection.Dialect != NinePDialect.Linux;
        var unit = answer.Count == 0 ? int.MaxValue : answer.Count;
        Piece = (int)Math.Min(unit, Connection.DataSize);
    }

    internal Call Rent()
    {
        var call = Connection.Rent();
        call.Subject = this;
        return call;
    }
}
