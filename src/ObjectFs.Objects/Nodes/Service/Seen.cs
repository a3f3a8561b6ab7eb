using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>What somebody saw at a location, to be told apart from what is there later, without being kept.</summary>
/// <param name="Hash">Differs where values (all but certainly) differ.</param>
/// <param name="Content">As much of it as messages show.</param>
internal readonly record struct Seen(ulong Hash, ReadOnlyMemory<byte> Content)
{
    /// <summary>Reads a location. Runs under the policy of its host, and may throw.</summary>
    public static Seen At(Location location) => Of(location, location.Read());

    /// <summary>The same for a value that was just read there.</summary>
    public static Seen Of(Location location, object? value)
    {
        if (value is not null && Audit.ContentOf(value) is null)
        {
            // an object is the same for as long as it is the same one, whatever becomes of its members
            var registry = location.Host.Registry;
            var text = registry.TryLocate(value, out var id) ? $"/{registry.KnownPathOf(id)}\n" : $"{value.GetType().Name}\n";
            return new(HashOf(Encoding.UTF8.GetBytes($"{id} {RuntimeHelpers.GetHashCode(value)}")), Encoding.UTF8.GetBytes(text));
        }

        var content = ValueText.Render(value);
        return new(HashOf(content.Span), content.Length <= Audit.MaxValue ? content.ToArray() : content[..(Audit.MaxValue + 1)].ToArray());
    }

    private static ulong HashOf(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
