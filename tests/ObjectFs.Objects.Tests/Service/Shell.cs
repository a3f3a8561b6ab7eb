using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Service;

/// <summary>What a shell does to a tree, without a gateway between. Paths from the root, without a slash in front.</summary>
internal sealed class Shell(ObjectRegistry registry)
{
    public async Task<Node> FindAsync(string path)
    {
        var node = registry.Root;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            node = Taken(await node.LookupAsync(Encoding.UTF8.GetBytes(name), CancellationToken.None), path);
        return node;
    }

    public async Task<string> ReadAsync(string path)
    {
        var handle = Taken(await (await FindAsync(path)).OpenAsync(OpenFlags.Read, Caller.Self, CancellationToken.None), path);
        var text = await ReadToEndAsync(handle);
        await handle.CloseAsync();
        return text;
    }

    public static async Task<string> ReadToEndAsync(Handle handle, long offset = 0)
    {
        var (all, buffer) = (new MemoryStream(), new byte[1000]);
        while (Taken(await handle.ReadAsync(offset + all.Length, buffer, CancellationToken.None), "read") is > 0 and var count)
            all.Write(buffer, 0, count);
        return Encoding.UTF8.GetString(all.ToArray());
    }

    public async Task<Failure> WriteAsync(string path, string text, Caller? caller = null)
    {
        var opened = await (await FindAsync(path)).OpenAsync(OpenFlags.Write | OpenFlags.Truncate, caller ?? Caller.Self, CancellationToken.None);
        if (!opened.TryGet(out var handle))
            return opened.Failure;
        var written = text.Length == 0 ? 0 : await handle.WriteAsync(0, Encoding.UTF8.GetBytes(text), CancellationToken.None);
        await handle.CloseAsync();
        return written.Succeeded ? new(Errno.None, null) : written.Failure;
    }

    /// <summary>As <c>touch</c> does, where the name is not known to be there.</summary>
    public async Task<Failure> CreateAsync(string path)
    {
        var made = await (await FindAsync(ParentOf(path))).CreateAsync(NameOf(path), 0x1B6, OpenFlags.Write, Caller.Self, CancellationToken.None);
        if (!made.TryGet(out var file))
            return made.Failure;
        await file.Handle.CloseAsync();
        return new(Errno.None, null);
    }

    public async Task<Failure> MakeDirectoryAsync(string path)
    {
        var made = await (await FindAsync(ParentOf(path))).CreateDirectoryAsync(NameOf(path), 0x1C0, Caller.Self, CancellationToken.None);
        return made.Succeeded ? new(Errno.None, null) : made.Failure;
    }

    public Task<Failure> RemoveDirectoryAsync(string path) => RemoveAsync(path, NodeKind.Directory);

    public async Task<Failure> RemoveAsync(string path, NodeKind kind = NodeKind.File)
    {
        var removed = await (await FindAsync(ParentOf(path))).RemoveAsync(NameOf(path), kind, Caller.Self, CancellationToken.None);
        return removed.Succeeded ? new(Errno.None, null) : removed.Failure;
    }

    /// <summary>As <c>ln -sfn</c> does.</summary>
    public async Task<Failure> LinkAsync(string target, string path)
    {
        var parent = await FindAsync(ParentOf(path));
        var made = await parent.CreateSymlinkAsync("CuZb0e"u8, Encoding.UTF8.GetBytes(target), Caller.Self, CancellationToken.None);
        if (!made.Succeeded)
            return made.Failure;
        var renamed = await parent.RenameAsync("CuZb0e"u8, parent, NameOf(path), RenameFlags.None, Caller.Self, CancellationToken.None);
        if (!renamed.Succeeded)
            await parent.RemoveAsync("CuZb0e"u8, NodeKind.File, Caller.Self, CancellationToken.None);
        return renamed.Succeeded ? new(Errno.None, null) : renamed.Failure;
    }

    public async Task<string> ReadLinkAsync(string path) =>
        Encoding.UTF8.GetString(Taken(await (await FindAsync(path)).ReadLinkAsync(CancellationToken.None), path).Span);

    public async Task<NodeAttributes> StatAsync(string path) => Taken(await (await FindAsync(path)).GetAttributesAsync(CancellationToken.None), path);

    public async Task<bool> ExistsAsync(string path) =>
        (await (await FindAsync(ParentOf(path))).LookupAsync(NameOf(path), CancellationToken.None)).Succeeded;

    public async Task<List<string>> ListAsync(string path) => await Registry.Look.ListAsync(await FindAsync(path), all: true);

    private static string ParentOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "";

    private static byte[] NameOf(string path) => Encoding.UTF8.GetBytes(path[(path.LastIndexOf('/') + 1)..]);

    private static T Taken<T>(Result<T> result, string path) => result.TryGet(out var value) ? value : throw new IOException($"{path}: {result.Failure}");
}
