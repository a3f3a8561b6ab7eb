using ObjectFs.Tree;
using ObjectFs.WinFsp;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.Conformance.Clients;

internal sealed class OpenDriveFile(DriveFile file, OpenFlags flags) : OpenFile
{
    private bool _closed;
    private bool _hasWritten;
    private long _position;

    public override int Read(long offset, Span<byte> buffer)
    {
        // the I/O manager keeps whoever has not the right away
        if ((flags & OpenFlags.Read) == 0)
            throw new RefusedException(Errno.EBADF, "read");
        var status = file.Read((ulong)offset, buffer, out var count);
        if (status != NtStatus.EndOfFile)
            DriveClient.Check(status, "read");
        return count;
    }

    public override int ReadNext(Span<byte> buffer, CancellationToken cancellationToken)
    {
        var count = Read(_position, buffer);
        _position += count;
        return count;
    }

    public override int Write(long offset, ReadOnlySpan<byte> data)
    {
        if ((flags & OpenFlags.Write) == 0)
            throw new RefusedException(Errno.EBADF, "write");
        _hasWritten = true;
        DriveClient.Check(file.Write((flags & OpenFlags.Append) != 0 ? ulong.MaxValue : (ulong)offset, data, out var count), "write");
        return count;
    }

    public override void Truncate(long size)
    {
        _hasWritten = true;
        DriveClient.Check(file.SetSize((ulong)size), "set size");
    }

    public override void Sync() => DriveClient.Check(file.Flush(), "flush");

    public override PollEvents Poll(PollEvents events, int milliseconds) => throw new NotSupportedException();

    public override void Close()
    {
        if (_closed)
            return;
        _closed = true;

        // CloseHandle tells nothing: here a flush says what close says to others
        var flushed = _hasWritten ? file.Flush() : NtStatus.Success;
        file.Dispose();
        DriveClient.Check(flushed, "close");
    }
}
