using System.Net.Security;
using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <summary>Where a tree is served over 9P, to whom, and how much of it.</summary>
public sealed record NinePServerOptions
{
    /// <summary>Where to listen; null for nowhere: then only <see cref="NinePServer.ServeAsync"/> brings connections. Port 0 lets the system choose.</summary>
    public NinePAddress? Address { get; init; }

    /// <summary>The server's certificate, and what is asked of the client's; needed for <see cref="NinePTransport.Tls"/>.</summary>
    public SslServerAuthenticationOptions? Tls { get; init; }

    /// <summary>
    /// What every client has to know, from 16 to 1024 bytes that nobody can guess; empty by default, and then nothing. Whoever cannot prove it by Tauth may not attach; the secret itself is never sent, and
    /// the client is shown that the server knows it too. With it TCP is served, and TLS without a client's certificate; what is said after that TCP neither hides nor protects.
    /// </summary>
    public ReadOnlyMemory<byte> Secret { get; init; }

    /// <summary>
    /// A file that the server makes for the clients of its own user, which nobody else can read: the address that it has, and the <see cref="Secret"/>, one of its own making where none is given. Removed at
    /// the end. Null for none. For TCP and TLS; <see cref="NinePAddressFile"/> reads it.
    /// </summary>
    public string? AddressFile { get; init; }

    /// <summary>Whether anybody who reaches a TCP address has the rights of this program's user, without proof. False by default: then TCP takes a <see cref="Secret"/>, and TLS that or a client's certificate.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>Whether every change is refused with EROFS.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>
    /// Whether sizes are told of values that can change at any moment. False by default: a client that was told a size tries to read so much, and Linux's does not stop where there is less.
    /// Right for a tree of files that nobody shortens while they are read.
    /// </summary>
    public bool TellsSizes { get; init; }

    /// <summary>
    /// Whether a refusal in plain 9P2000 is told in the few words that Linux's client has numbers for, such as <c>Invalid argument</c>, instead of in the sentence that says what to do. False by
    /// default. Right for a kernel that mounts with <c>version=9p2000</c>: of every other sentence it makes "Unknown error 526". 9P2000.u and 9P2000.L have numbers of their own, and are the same either way.
    /// </summary>
    public bool LinuxErrorWords { get; init; }

    /// <summary>Who may connect to a Unix socket; 0600 by default. A peer other than root and this program's user has the rights that the mode bits give others.</summary>
    public UnixFileMode SocketMode { get; init; } = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Bytes of the largest frame; a client may ask for less. 1 MiB by default, from 4 KiB to 64 MiB.</summary>
    public int MaxMessageSize { get; init; } = 1 << 20;

    /// <summary>Connections at a time.</summary>
    public int MaxConnections { get; init; } = 256;

    /// <summary>Those who come under TLS and are still proving who they are, who take no connection's place; one more sends away the one that has been at it longest. As many again of those who have not yet
    /// proved that they know the <see cref="Secret"/>.</summary>
    public int MaxHandshakes { get; init; } = 32;

    /// <summary>Fids of one connection.</summary>
    public int MaxFids { get; init; } = 16_384;

    /// <summary>Fids of one connection that are open: each keeps what it has read or listed, and what is written and not yet set. Beyond them EMFILE.</summary>
    public int MaxOpenFids { get; init; } = 1024;

    /// <summary>Requests of one connection that wait for their answers.</summary>
    public int MaxRequests { get; init; } = 1024;

    /// <summary>Bytes of one connection that wait to be sent; past it no more requests are taken until the client has read. Also what requests that wait may hold in memory.</summary>
    public long MaxQueuedBytes { get; init; } = 8 << 20;

    /// <summary>How long a client has to say what it speaks, and to prove that it knows the <see cref="Secret"/>.</summary>
    public TimeSpan HandshakeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time by which the server waits.</summary>
    internal TimeProvider Time { get; init; } = OwnTime.Instance;
}
