using System.Runtime.InteropServices;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

internal sealed unsafe class MountFile(int descriptor) : OpenFile
{
    private bool _closed;
    private bool _hasWritten;

    public override int Read(long offset, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            var count = Libc.Read(descriptor, start, buffer.Length, offset);
            return (int)MountClient.Check(IsRefusedPosition(count) ? Libc.ReadOn(descriptor, start, buffer.Length) : count, "read");
        }
    }

    public override int ReadNext(Span<byte> buffer, CancellationToken cancellationToken)
    {
        fixed (byte* start = buffer)
            return (int)MountClient.Check(Libc.ReadNext(descriptor, start, buffer.Length), "read");
    }

    public override int Write(long offset, ReadOnlySpan<byte> data)
    {
        _hasWritten = true;
        var count = 0;
        fixed (byte* start = data)
        {
            while (count < data.Length)
            {
                var written = Libc.Write(descriptor, start + count, data.Length - count, offset + count);
                count += (int)MountClient.Check(IsRefusedPosition(written) ? Libc.WriteOn(descriptor, start + count, data.Length - count) : written, "write");
            }
        }

        return count;
    }

    // a stream has no positions
    private static bool IsRefusedPosition(nint count) => count < 0 && (Errno)Marshal.GetLastPInvokeError() == Errno.ESPIPE;

    public override void Truncate(long size)
    {
        _hasWritten = true;
        MountClient.Check(Libc.Truncate(descriptor, size), "ftruncate");
    }

    public override void Sync() => MountClient.Check(Libc.Sync(descriptor), "fsync");

    public override PollEvents Poll(PollEvents events, int milliseconds)
    {
        var asked = new Libc.PollDescriptor { Descriptor = descriptor, Events = (short)events };
        MountClient.Check(Libc.Poll(&asked, 1, milliseconds), "poll");
        return (PollEvents)asked.Returned;
    }

    public override void Close()
    {
        if (_closed)
            return;
        _closed = true;

        // the kernel sends no FLUSH for what a process writes to its own mount, lest it wait for itself at its end: here fsync says what close says to others
        var synced = _hasWritten ? Libc.Sync(descriptor) : 0;
        var errno = Marshal.GetLastPInvokeError();
        MountClient.Check(Libc.Close(descriptor), "close");
        if (synced < 0)
            throw new RefusedException((Errno)errno, "close");
    }
}
