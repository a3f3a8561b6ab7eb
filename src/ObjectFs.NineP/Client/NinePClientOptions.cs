using System.Net.Security;

namespace ObjectFs.NineP;

/// <summary>How a client introduces itself, and what it asks for.</summary>
public sealed record NinePClientOptions
{
    /// <summary>What to ask for; a server may name a lesser dialect, and gets it.</summary>
    public NinePDialect Dialect { get; init; } = NinePDialect.Linux;

    /// <summary>The largest message in bytes, headers included, from 4096 to 16 MiB; a server may name less.</summary>
    public int MessageSize { get; init; } = 1 << 20;

    /// <summary>Who one is, for servers that ask; the user that the program runs as by default.</summary>
    public string UserName { get; init; } = Environment.UserName;

    /// <summary>Which of the server's trees; empty for its own choice.</summary>
    public string AttachName { get; init; } = "";

    /// <summary>What the server asks for that its clients know, and is to prove that it knows too; it is never sent. Empty where it asks for nothing. <see cref="NinePAddressFile"/> has that of a program of this machine.</summary>
    public ReadOnlyMemory<byte> Secret { get; init; }

    /// <summary>For <see cref="NinePTransport.Tls"/>: whom to trust, what to show. The system's roots and no certificate by default.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>How long connecting may take, until the tree is there.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
