using System.Buffers;

namespace ObjectFs.Fuse;

/// <summary>Native memory seen as <see cref="Memory{T}"/>; whoever made it frees it.</summary>
internal sealed unsafe class NativeMemoryOwner : MemoryManager<byte>
{
    private readonly byte* _start;
    private readonly int _length;

    public NativeMemoryOwner(byte* start, int length)
    {
        _start = start;
        _length = length;
    }

    public override Span<byte> GetSpan() => new(_start, _length);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        return new MemoryHandle(_start + elementIndex);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
