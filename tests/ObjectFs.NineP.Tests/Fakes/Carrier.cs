namespace ObjectFs.NineP.Tests;

/// <summary>What carries the bytes of a <see cref="Rig"/>.</summary>
public enum Carrier
{
    /// <summary>The socket that the server listens at, as it is outside of tests: a thread for each connection.</summary>
    Socket,

    /// <summary>A stream that the server is handed.</summary>
    Stream,
}
