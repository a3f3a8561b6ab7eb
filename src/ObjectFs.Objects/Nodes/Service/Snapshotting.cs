using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>
/// Copies a tree as it is: values as their text, links as they are, nothing that starts with a dot, no methods, no enumerables. A member that cannot be read is
/// <c>{"$error": …}</c>. Each getter has its budget; all of it is bounded in names and bytes.
/// </summary>
internal sealed class Snapshotting(long now, CancellationToken cancellationToken)
{
    public const int MaxNames = 250_000;
    public const long MaxBytes = 64 << 20;

    /// <summary>A longer value is shown by its length and hash, so that a difference shows.</summary>
    public const int MaxValue = 1 << 20;

    /// <summary>EFBIG, in words.</summary>
    public static Failure TooMany => new(Errno.EFBIG, $"the tree has more than {MaxNames} names, too many for a snapshot");

    private int _names;
    private long _bytes;

    public async ValueTask<Result<FrozenDirectory>> TakeAsync(Node root, ulong inode)
    {
        try
        {
            var frozen = new FrozenDirectory(inode, now);
            await FillAsync(frozen, root).OffPool();
            return frozen;
        }
        catch (RefusalException refusal)
        {
            return refusal.Failure;
        }
    }

    private async ValueTask FillAsync(FrozenDirectory frozen, Node live)
    {
        // what cannot be listed stays empty: it costs itself alone
        var listed = await EntryList.OfAsync(live, cancellationToken).OffPool();
        if (listed.Errno == Errno.EFBIG)
            throw new RefusalException(listed.Failure);
        if (!listed.TryGet(out var entries))
            return;
        foreach (var entry in entries)
        {
            if (cancellationToken.IsCancellationRequested)
                throw new RefusalException(Errno.EINTR, "the snapshot was given up");
            var looked = await live.LookupAsync(entry.Name.Span, cancellationToken).OffPool();
            if (looked.TryGet(out var node) && await CopyAsync(node, Registry.Inode.Child(frozen.Inode, entry.Name.Span)).OffPool() is { } copy)
                frozen.Add(entry.Name, copy);
        }
    }

    private async ValueTask<Node?> CopyAsync(Node live, ulong inode)
    {
        switch (live)
        {
            case { Kind: NodeKind.Directory }:
                Count(64);
                var directory = new FrozenDirectory(inode, now);
                await FillAsync(directory, live).OffPool();

                // of an object that went meanwhile nothing is shown, rather than a part
                return live is ObjectDirectory { Location: { Depth: 0, Host.Target: null } } ? null : directory;
            case { Kind: NodeKind.Symlink }:
                var target = await live.ReadLinkAsync(cancellationToken).OffPool();
                return target.TryGet(out var text) ? Freeze(NodeKind.Symlink, text, inode) : null;
            case ValueFile { Location: var location } when (location.Mode & 0x100) != 0:
                var read = await location.RenderAsync(null).OffPool();
                return read.TryGet(out var content) ? Freeze(NodeKind.File, content.Length <= MaxValue ? content : Digest(content.Span), inode)
                    : read.Errno is Errno.ESTALE or Errno.ENOENT ? null
                    : Freeze(NodeKind.File, Error(read.Failure), inode);
            default:
                return null;
        }
    }

    private FrozenFile Freeze(NodeKind kind, ReadOnlyMemory<byte> content, ulong inode)
    {
        Count(content.Length);

        // bytes may be the program's own
        return new FrozenFile(kind, content.ToArray(), inode, now);
    }

    private void Count(long bytes)
    {
        _bytes += bytes;
        if (++_names > MaxNames)
            throw new RefusalException(TooMany);
        if (_bytes > MaxBytes)
            throw new RefusalException(Errno.EFBIG, $"the tree has more than {MaxBytes >> 20} MiB of text, too much for a snapshot");
    }

    private static ReadOnlyMemory<byte> Digest(ReadOnlySpan<byte> content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"$bytes\":{content.Length},\"$sha256\":\"{hash}\"}}\n"));
    }

    private static ReadOnlyMemory<byte> Error(Failure failure)
    {
        var content = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(content, JsonText.Options))
            JsonText.WriteError(writer, failure.ToString());
        content.Write("\n"u8);
        return content.WrittenMemory;
    }
}
