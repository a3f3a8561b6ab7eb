namespace ObjectFs.Fuse;

/// <summary>A thread that receives, as its transport knows it.</summary>
internal sealed class Receiver
{
    private bool _receiving;

    public Receiver(int threadId)
    {
        ThreadId = threadId;
    }

    public int ThreadId { get; }

    /// <summary>Whether it is in the kernel, or about to be.</summary>
    public bool Receiving
    {
        get => Volatile.Read(ref _receiving);
        set => Volatile.Write(ref _receiving, value);
    }
}
