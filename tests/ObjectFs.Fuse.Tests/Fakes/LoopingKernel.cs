using System.Runtime.CompilerServices;
using ObjectFs.Tree;

namespace ObjectFs.Fuse.Tests;

/// <summary>A kernel that asks the same again and again, as fast as it is answered, and allocates nothing itself.</summary>
internal sealed unsafe class LoopingKernel : Transport
{
    private readonly Func<LoopingKernel, byte[]> _next;

    public LoopingKernel(Func<LoopingKernel, byte[]> next)
    {
        _next = next;
    }

    public byte[] LastAnswer { get; } = new byte[4096];

    public int Answers { get; private set; }

    public int Errors { get; private set; }

    public override Receiver Attach() => new(0);

    public override int Receive(Receiver receiver, byte* buffer, int capacity)
    {
        var frame = _next(this);
        frame.CopyTo(new Span<byte>(buffer, capacity));
        return frame.Length == 0 ? -(int)Errno.ENODEV : frame.Length;
    }

    public override Errno Send(byte* frame, int length)
    {
        new ReadOnlySpan<byte>(frame, Math.Min(length, LastAnswer.Length)).CopyTo(LastAnswer);
        Answers++;
        if (Unsafe.Read<OutHeader>(frame).Error != 0)
            Errors++;
        return Errno.None;
    }

    public override void Shutdown()
    {
    }

    public override void Dispose()
    {
    }
}
