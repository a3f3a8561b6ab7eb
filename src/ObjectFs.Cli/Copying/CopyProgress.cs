namespace ObjectFs.Cli.Copying;

/// <summary>How far a copy is; written by the copy, read by whoever draws it.</summary>
internal sealed class CopyProgress
{
    private long _bytes;
    private long _currentBytes;
    private int _files;

    /// <summary>Bytes of all files so far.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Files that are done.</summary>
    public int Files => Volatile.Read(ref _files);

    /// <summary>The file that is being copied.</summary>
    public string Current { get; private set; } = "";

    /// <summary>Its size, or 0 where that is not known.</summary>
    public long CurrentSize { get; private set; }

    /// <summary>Its bytes so far.</summary>
    public long CurrentBytes => Interlocked.Read(ref _currentBytes);

    public void Begin(string name, long size)
    {
        Current = name;
        CurrentSize = size;
        Interlocked.Exchange(ref _currentBytes, 0);
    }

    public void Add(int bytes)
    {
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _currentBytes, bytes);
    }

    public void End() => Interlocked.Increment(ref _files);
}
