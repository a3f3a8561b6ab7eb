namespace ObjectFs.Tree;

public sealed partial class MemoryFile
{
    private const int ChunkSize = 64 * 1024;

    // null is a hole, all zero; the first chunk grows with a small file, the others are whole
    private byte[]?[] _chunks = [];
    private long _size;

    /// <summary>Reads from an offset.</summary>
    /// <returns>The bytes read; fewer than asked only at the end.</returns>
    public int Read(long offset, Span<byte> buffer)
    {
        lock (_gate)
        {
            if (offset < 0 || offset >= _size)
                return 0;

            var count = (int)Math.Min(buffer.Length, _size - offset);
            for (var done = 0; done < count;)
            {
                var within = (int)((offset + done) % ChunkSize);
                var part = buffer.Slice(done, Math.Min(count - done, ChunkSize - within));
                var chunk = Chunk(offset + done);
                var held = chunk is null ? 0 : Math.Clamp(chunk.Length - within, 0, part.Length);
                if (held > 0)
                    chunk.AsSpan(within, held).CopyTo(part);
                part[held..].Clear();
                done += part.Length;
            }

            return count;
        }
    }

    /// <summary>Writes at an offset, or at the end where it is null; EFBIG past what one file may hold, ENOSPC past the volume's limit, and then nothing is written.</summary>
    public Result<int> Write(long? offset, ReadOnlySpan<byte> data)
    {
        lock (_gate)
        {
            var start = offset ?? _size;
            if (start < 0)
                return Errno.EINVAL;
            if (start > Volume.MaxFileBytes - data.Length)
                return Errno.EFBIG;
            if (start > Volume.MaxBytes - data.Length)
                return Errno.ENOSPC;
            if (data.IsEmpty)
                return 0;
            if (IsFreed)
                return Errno.ESTALE;

            var end = start + data.Length;
            if (end > _size && !Volume.TryReserve(end - _size))
                return Errno.ENOSPC;

            for (var done = 0; done < data.Length;)
            {
                var within = (int)((start + done) % ChunkSize);
                var part = data.Slice(done, Math.Min(data.Length - done, ChunkSize - within));
                part.CopyTo(ChunkToWrite(start + done, within + part.Length).AsSpan(within));
                done += part.Length;
            }

            if (end > _size)
                Volatile.Write(ref _size, end);
        }

        Touch();
        return data.Length;
    }

    /// <summary>The whole content, copied.</summary>
    public byte[] ToArray()
    {
        lock (_gate)
        {
            var all = new byte[_size];
            Read(0, all);
            return all;
        }
    }

    internal override Errno Resize(long size)
    {
        if (size < 0)
            return Errno.EINVAL;

        lock (_gate)
        {
            if (IsFreed)
                return Errno.ESTALE;
            if (size > Volume.MaxFileBytes)
                return Errno.EFBIG;
            if (size > Volume.MaxBytes || (size > _size && !Volume.TryReserve(size - _size)))
                return Errno.ENOSPC;

            if (size < _size)
                Cut(size);
            Volatile.Write(ref _size, size);
        }

        Touch();
        return Errno.None;
    }

    private void Cut(long size)
    {
        Volume.Release(_size - size);
        var kept = (int)((size + ChunkSize - 1) / ChunkSize);
        if (kept < _chunks.Length)
            Array.Resize(ref _chunks, kept);

        // what lies past the new end must read as zero if the file grows again
        var within = (int)(size % ChunkSize);
        if (within != 0 && Chunk(size) is { } last && within < last.Length)
            last.AsSpan(within).Clear();
    }

    private byte[]? Chunk(long offset)
    {
        var index = offset / ChunkSize;
        return index < _chunks.Length ? _chunks[index] : null;
    }

    private byte[] ChunkToWrite(long offset, int needed)
    {
        var index = (int)(offset / ChunkSize);
        if (index >= _chunks.Length)
            Array.Resize(ref _chunks, Math.Max(index + 1, Math.Min(_chunks.Length * 2, _chunks.Length + 1024)));

        var chunk = _chunks[index];
        if (chunk is not null && chunk.Length >= needed)
            return chunk;

        var size = index == 0 && needed < ChunkSize ? Math.Min(ChunkSize, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(needed, 64))) : ChunkSize;
        Array.Resize(ref chunk, size);
        _chunks[index] = chunk;
        return chunk;
    }
}
