using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

internal sealed class TreeFile(TreeClient client, Node node, Handle handle, OpenFlags flags) : OpenFile
{
    private bool _closed;

    public override int Read(long offset, Span<byte> buffer)
    {
        if ((flags & OpenFlags.Read) == 0)
            throw new RefusedException(Errno.EBADF, "read");
        var content = new byte[buffer.Length];
        var count = client.Take(handle.ReadAsync(offset, content, CancellationToken.None), "read");
        content.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    public override int ReadNext(Span<byte> buffer, CancellationToken cancellationToken)
    {
        var content = new byte[buffer.Length];
        var count = client.Take(handle.ReadAsync(0, content, cancellationToken), "read");
        content.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    public override int Write(long offset, ReadOnlySpan<byte> data)
    {
        if ((flags & OpenFlags.Write) == 0)
            throw new RefusedException(Errno.EBADF, "write");

        // the kernel appends at the size that stat tells
        if ((flags & OpenFlags.Append) != 0)
            offset = client.Take(node.GetAttributesAsync(CancellationToken.None), "stat").Size;
        var count = 0;
        while (count < data.Length)
        {
            var part = data[count..Math.Min(data.Length, count + (1 << 20))].ToArray();
            count += client.Take(handle.WriteAsync(offset + count, part, CancellationToken.None), "write");
        }

        return count;
    }

    public override void Truncate(long size) => client.Take(handle.TruncateAsync(size, CancellationToken.None), "ftruncate");

    public override void Sync() => client.Take(handle.FlushAsync(CancellationToken.None), "fsync");

    public override PollEvents Poll(PollEvents events, int milliseconds)
    {
        events |= PollEvents.Error | PollEvents.HangUp;
        var end = Environment.TickCount64 + milliseconds;
        while (true)
        {
            using var waiter = new Waiter();
            var ready = handle.Poll(waiter) & events;
            var left = end - Environment.TickCount64;
            if (ready != PollEvents.None || left <= 0 || !waiter.Wait((int)left))
                return ready;
        }
    }

    public override void Close()
    {
        if (_closed)
            return;
        _closed = true;
        var flushed = handle.FlushAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        handle.CloseAsync().AsTask().GetAwaiter().GetResult();
        client.Take(new ValueTask<Result>(flushed), "close");
    }

    private sealed class Waiter : IPollWaiter, IDisposable
    {
        private readonly SemaphoreSlim _woken = new(0);

        public void Wake() => _woken.Release();

        public bool Wait(int milliseconds) => _woken.Wait(milliseconds);

        public void Dispose() => GC.SuppressFinalize(this);
    }
}
