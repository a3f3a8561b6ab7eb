using System.Buffers;
using System.Text;
using System.Text.Json;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary><c>status</c> of a transaction: a line of JSON for each value that waits (<c>path</c>, <c>old</c>, <c>new</c>), and one for the last commit that was refused.</summary>
internal sealed class StatusFile(Transaction transaction, ulong inode) : Node
{
    private const int OwnerReads = 0x100; // 0400

    public override NodeKind Kind => NodeKind.File;

    public override ulong Inode => inode;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) => new(Attributes(Render().Length));

    public override ValueTask<Result<NodeAttributes>> GetAttributesWithoutSizeAsync(CancellationToken cancellationToken) => new(Attributes(0));

    public override ValueTask<Result<Handle>> OpenAsync(OpenFlags flags, Caller caller, CancellationToken cancellationToken) =>
        (flags & OpenFlags.Write) != 0 ? new(new Failure(Errno.EACCES, "it tells of the transaction; write to ctl")) : new(new ContentHandle(Render()));

    private NodeAttributes Attributes(long size) => new() { Kind = NodeKind.File, Inode = inode, Mode = OwnerReads, Size = size, Modified = transaction.Modified };

    private ReadOnlyMemory<byte> Render()
    {
        var content = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(content, JsonText.Options);
        foreach (var value in transaction.Staged)
        {
            writer.WriteStartObject();
            writer.WriteString("path", value.Path);
            Write(writer, "old", value.Base.Content.Span);
            Write(writer, "new", value.Content.Span);
            EndLine(writer, content);
        }

        if (transaction.Refusal is { } refusal)
        {
            writer.WriteStartObject();
            writer.WriteString("refused", refusal.Errno.ToString());
            writer.WriteString("sentence", refusal.Sentence);
            EndLine(writer, content);
        }

        return content.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, string name, ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            writer.WriteNull(name);
        else
            writer.WriteString(name, Encoding.UTF8.GetString(Utf8Text.TakeNewline(content[..Math.Min(content.Length, Audit.MaxValue)])));
    }

    private static void EndLine(Utf8JsonWriter writer, ArrayBufferWriter<byte> content)
    {
        writer.WriteEndObject();
        writer.Flush();
        writer.Reset();
        content.Write("\n"u8);
    }
}
