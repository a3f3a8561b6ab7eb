using System.Security.Cryptography;

namespace ObjectFs.NineP.Wire;

/// <summary>
/// How two ends show each other that they know one secret, and tell it to nobody: each authenticates what both have made up for this occasion (HMAC-SHA256, RFC 2104).
/// What is read from the file of a Tauth is the server's challenge and, once the client has proved itself, the server's proof; what is written to it is the client's challenge and proof.
/// </summary>
internal static class SecretProof
{
    /// <summary>Bytes of a challenge, and of a proof.</summary>
    public const int Size = 32;

    /// <summary>What a secret has at least, so that nobody guesses it, and at most.</summary>
    public const int MinSecret = 16;
    public const int MaxSecret = 1024;

    public static byte[] OfClient(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> serverChallenge, ReadOnlySpan<byte> clientChallenge) =>
        Of(secret, "ObjectFs 9P client"u8, serverChallenge, clientChallenge);

    public static byte[] OfServer(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> serverChallenge, ReadOnlySpan<byte> clientChallenge) =>
        Of(secret, "ObjectFs 9P server"u8, serverChallenge, clientChallenge);

    // the two differ in what is authenticated, so that neither proof can be sent back as the other
    private static byte[] Of(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> who, ReadOnlySpan<byte> serverChallenge, ReadOnlySpan<byte> clientChallenge) =>
        HMACSHA256.HashData(secret, (byte[])[.. who, .. serverChallenge, .. clientChallenge]);
}
