namespace ObjectFs.NineP.Client;

/// <summary>Numbers of fids: the one given back last is used next, so that they stay small. Thread-safe.</summary>
internal sealed class Fids
{
    private readonly Lock _gate = new();
    private readonly Stack<uint> _free = new();
    private uint _next;

    /// <summary>A number that nobody uses.</summary>
    public uint Rent()
    {
        lock (_gate)
            return _free.TryPop(out var fid) ? fid : _next++;
    }

    /// <summary>A number that nobody uses any more.</summary>
    public void Return(uint fid)
    {
        lock (_gate)
            _free.Push(fid);
    }
}
