using System.Security.Cryptography;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Server;

/// <summary>What the fid of a Tauth stands for: a file in which the client proves that it knows the secret, and the server that it does. One attempt each. Thread-safe.</summary>
internal sealed class Authentication(ReadOnlyMemory<byte> secret)
{
    private readonly Lock _gate = new();
    private readonly byte[] _challenge = RandomNumberGenerator.GetBytes(SecretProof.Size);
    private byte[] _proof = [];
    private bool _isSpent;

    /// <summary>Whether the client knows the secret.</summary>
    public bool IsProven
    {
        get
        {
            lock (_gate)
                return _proof.Length > 0;
        }
    }

    /// <summary>What can be read.</summary>
    public byte[] Content
    {
        get
        {
            lock (_gate)
                return [.. _challenge, .. _proof];
        }
    }

    /// <summary>Takes what the client shows: its own challenge and its proof, in one piece.</summary>
    public Result Take(ulong offset, ReadOnlySpan<byte> shown)
    {
        if (offset != 0 || shown.Length != 2 * SecretProof.Size)
            return new Failure(Errno.EINVAL, $"what proves something is a challenge and a proof of {SecretProof.Size} bytes each, written at once");
        var challenge = shown[..SecretProof.Size];
        lock (_gate)
        {
            if (_isSpent)
                return new Failure(Errno.EACCES, "permission denied: it was tried already; begin with another Tauth");
            _isSpent = true;
            if (!CryptographicOperations.FixedTimeEquals(SecretProof.OfClient(secret.Span, _challenge, challenge), shown[SecretProof.Size..]))
                return new Failure(Errno.EACCES, "permission denied: that is not the secret of this server");
            _proof = SecretProof.OfServer(secret.Span, _challenge, challenge);
            return Result.Success;
        }
    }
}
