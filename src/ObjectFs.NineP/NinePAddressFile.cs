using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP;

/// <summary>What a server has written into its <see cref="NinePServerOptions.AddressFile"/>: a line with the address, and one with the secret in hexadecimal digits. Immutable.</summary>
/// <param name="Address">Where the server listens.</param>
/// <param name="Secret">What it asks for; <see cref="NinePClientOptions.Secret"/> takes it.</param>
public sealed record NinePAddressFile(NinePAddress Address, ReadOnlyMemory<byte> Secret)
{
    private const int MaxLength = 512 + (2 * SecretProof.MaxSecret);

    /// <summary>Reads such a file; false where there is none, it is not to be read, or it is not one, or not yet a whole one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">What is in it.</param>
    public static bool TryRead(string path, [NotNullWhen(true)] out NinePAddressFile? read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        read = null;
        try
        {
            // the server still has it open
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> content = stackalloc byte[MaxLength];
            return TryParse(Encoding.ASCII.GetString(content[..file.ReadAtLeast(content, MaxLength, throwOnEndOfStream: false)]), out read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Without the secret: it is not for logs.</summary>
    public override string ToString() => $"{nameof(NinePAddressFile)} {{ Address = {Address} }}";

    /// <summary>The whole file.</summary>
    internal byte[] ToBytes() => Encoding.ASCII.GetBytes($"{Address}\n{Convert.ToHexStringLower(Secret.Span)}\n");

    private static bool TryParse(string text, [NotNullWhen(true)] out NinePAddressFile? read)
    {
        read = null;
        if (text.Split('\n') is not [var first, var second, ""] || second.Length is < 2 * SecretProof.MinSecret or > 2 * SecretProof.MaxSecret)
            return false;
        var secret = new byte[second.Length / 2];
        var isHexadecimal = second.Length % 2 == 0 && Convert.FromHexString(second, secret, out _, out _) == OperationStatus.Done;
        if (!isHexadecimal || !NinePAddress.TryParse(first, out var address, out _))
            return false;
        read = new(address, secret);
        return true;
    }
}
