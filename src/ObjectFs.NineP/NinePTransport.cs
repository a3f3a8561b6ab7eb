namespace ObjectFs.NineP;

/// <summary>What carries the bytes.</summary>
public enum NinePTransport
{
    /// <summary>A Unix socket: both ends on one machine, each knows who the other is.</summary>
    Unix,

    /// <summary>TCP, as it is.</summary>
    Tcp,

    /// <summary>TCP under TLS.</summary>
    Tls,
}
