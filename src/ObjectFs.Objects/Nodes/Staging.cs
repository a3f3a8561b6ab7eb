using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>What one handle has written and not yet set. Bounded for each handle and for all. Not thread-safe: its handle guards it.</summary>
internal sealed class Staging
{
    private static long _all;

    private byte[] _buffer = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Content => _buffer.AsMemory(0, Length);

    /// <summary>Puts bytes at a position; a gap before it is filled with zeros. EFBIG or ENOSPC past the bounds.</summary>
    public Result Write(long position, ReadOnlySpan<byte> data)
    {
        // not their sum: a position may be as large as a number can be
        if (position < 0 || position > Limits.Staged - data.Length)
            return new Failure(Errno.EFBIG, $"a value of more than {Limits.Staged >> 20} MiB is not taken");
        var end = (int)position + data.Length;
        var result = Reserve(end);
        if (!result.Succeeded)
            return result;
        if (position > Length)
            _buffer.AsSpan(Length, (int)position - Length).Clear();
        data.CopyTo(_buffer.AsSpan((int)position));
        Length = Math.Max(Length, end);
        return Result.Success;
    }

    /// <summary>Cuts the content, or extends it with zeros.</summary>
    public Result SetLength(long length)
    {
        if (length > Length)
            return Write(length, default);
        Length = (int)length;
        return Result.Success;
    }

    /// <summary>Lets everything go.</summary>
    public void Clear()
    {
        Interlocked.Add(ref _all, -_buffer.Length);
        _buffer = [];
        Length = 0;
    }

    private Result Reserve(int size)
    {
        if (size <= _buffer.Length)
            return Result.Success;
        var capacity = Math.Max(64, (int)Math.Min(Limits.Staged, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)size)));
        var more = capacity - _buffer.Length;
        if (Interlocked.Add(ref _all, more) > Limits.AllStaged)
        {
            Interlocked.Add(ref _all, -more);
            return new Failure(Errno.ENOSPC, $"all writers together have more than {Limits.AllStaged >> 20} MiB waiting to be set");
        }

        Array.Resize(ref _buffer, capacity);
        return Result.Success;
    }
}
