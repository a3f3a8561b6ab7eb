using System.Text;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes.Tables;

/// <summary>Reads files of a tree as a gateway does.</summary>
internal static class Reading
{
    public static async Task<Handle> OpenFileAsync(this ObjectRegistry registry, string path)
    {
        var node = await registry.Root.AtAsync(path) ?? throw new InvalidOperationException($"There is no {path}.");
        return (await node.OpenAsync(OpenFlags.Read, Caller.Self, default)).Value;
    }

    public static async Task<string> ReadAsync(this ObjectRegistry registry, string path, int piece = 65536)
    {
        var handle = await registry.OpenFileAsync(path);
        var text = new MemoryStream();
        while (await handle.ReadPieceAsync(text.Length, piece) is { Length: > 0 } read)
            text.Write(read);
        await handle.CloseAsync();
        return Encoding.UTF8.GetString(text.ToArray());
    }

    public static async Task<byte[]> ReadPieceAsync(this Handle handle, long offset, int length)
    {
        var buffer = new byte[length];
        return buffer[..(await handle.ReadAsync(offset, buffer, default)).Value];
    }

    public static async Task<List<string>> NamesAsync(this ObjectRegistry registry, string path) =>
        await (await registry.Root.AtAsync(path) ?? throw new InvalidOperationException($"There is no {path}.")).ListAsync(all: true);
}
