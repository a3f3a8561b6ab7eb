using System.Diagnostics.CodeAnalysis;

namespace ObjectFs.NineP.Client;

/// <summary>Holds a fid of the server's. Where nobody gives it up, it is clunked some time after nobody holds it any more.</summary>
internal sealed class Fid
{
    private readonly Connection _connection;
    private int _released;

    public Fid(Connection connection, uint number)
    {
        _connection = connection;
        Number = number;
    }

    ~Fid()
    {
        if (_released == 0)
            _connection.Abandon(Number);
    }

    /// <summary>The number.</summary>
    public uint Number { get; }

    /// <summary>Whether it was given up.</summary>
    public bool IsReleased => Volatile.Read(ref _released) != 0;

    /// <summary>Whoever is told true clunks it; everybody else is too late.</summary>
    [SuppressMessage("Usage", "CA1816", Justification = "Whoever takes over the fid does what the finalizer would do, and waits for the answer.")]
    public bool TryRelease()
    {
        if (Interlocked.Exchange(ref _released, 1) != 0)
            return false;
        GC.SuppressFinalize(this);
        return true;
    }
}
