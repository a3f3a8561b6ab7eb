using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>The way to the kernel and back. Thread-safe; any thread may send.</summary>
internal abstract unsafe class Transport : IDisposable
{
    /// <summary>Announces a thread that will receive; it hands what it gets to each <see cref="Receive"/>.</summary>
    public abstract Receiver Attach();

    /// <summary>Waits for a request.</summary>
    /// <returns>Its bytes, or an errno, negative: ENODEV when unmounted, ECONNABORTED when aborted, ESHUTDOWN after <see cref="Shutdown"/>, EINTR, EAGAIN and ENOENT for nothing.</returns>
    public abstract int Receive(Receiver receiver, byte* buffer, int capacity);

    /// <summary>Sends an answer or a notification, header and all, in one piece.</summary>
    public abstract Errno Send(byte* frame, int length);

    /// <summary>Gets every thread out of <see cref="Receive"/> and lets go of the kernel, which then fails whatever it still waits for. Returns soon, whatever happens; may be called again.</summary>
    public abstract void Shutdown();

    /// <summary>Frees what <see cref="Shutdown"/> had to keep because a thread might still have used it.</summary>
    public abstract void Dispose();
}
