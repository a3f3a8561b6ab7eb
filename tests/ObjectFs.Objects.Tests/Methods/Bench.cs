using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Methods;

/// <summary>Calls the methods of one object as a program would through a gateway.</summary>
internal sealed class Bench<T>
    where T : class
{
    private readonly ObjectRegistry _registry = new();

    public Bench(T machine)
    {
        Machine = machine;
        _registry.Export(machine, "machine");
    }

    public T Machine { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<Result<Node>> FindAsync(string path)
    {
        var node = _registry.Root;
        foreach (var name in path.Split('/').Prepend("machine"))
        {
            var found = await node.LookupAsync(Encoding.UTF8.GetBytes(name), Cancellation);
            if (!found.TryGet(out node!))
                return found;
        }

        return node;
    }

    public async Task<Handle> OpenAsync(string path, OpenFlags flags = OpenFlags.Read | OpenFlags.Write) =>
        (await (await FindAsync(path)).Value.OpenAsync(flags, Tree.Caller.Self, Cancellation)).Value;

    /// <summary>Calls over the channel: what is read, a refusal's number and the sentence that follows it.</summary>
    public async Task<string> CallAsync(string method, string arguments)
    {
        var handle = await OpenAsync($".{method}/call");
        var written = await WriteAsync(handle, arguments);
        var answer = written.Succeeded ? "" : $"{written.Errno} ";
        answer += await ReadToEndAsync(handle);
        await handle.CloseAsync();
        return answer;
    }

    public static async Task<Result<int>> WriteAsync(Handle handle, string text) => await handle.WriteAsync(0, Encoding.UTF8.GetBytes(text), Cancellation);

    /// <summary>Reads to the end; past a refusal, to the end of the sentence.</summary>
    public static async Task<string> ReadToEndAsync(Handle handle)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        long offset = 0;
        for (var refusals = 0; refusals < 2;)
        {
            var read = await handle.ReadAsync(offset, buffer, Cancellation);
            if (!read.TryGet(out var count))
            {
                text.Append(read.Errno).Append(' ');
                refusals++;
            }
            else if (count == 0)
            {
                break;
            }
            else
            {
                offset += count;
                text.Append(Encoding.UTF8.GetString(buffer, 0, count));
            }
        }

        return text.ToString();
    }

    public async Task<string> ReadAsync(string path) => await ReadToEndAsync(await OpenAsync(path, OpenFlags.Read));

    public async Task<List<string>> NamesAsync(string path)
    {
        var directory = path.Length == 0 ? (await _registry.Root.LookupAsync("machine"u8, Cancellation)).Value : (await FindAsync(path)).Value;
        var names = new Names();
        await (await directory.OpenDirectoryAsync(Tree.Caller.Self, Cancellation)).Value.ReadAsync(0, names, Cancellation);
        return names.All;
    }

    private sealed class Names : IDirectorySink
    {
        public List<string> All { get; } = [];

        public bool TryAdd(ReadOnlySpan<byte> name, NodeKind kind, ulong inode, ulong next)
        {
            All.Add(Encoding.UTF8.GetString(name));
            return true;
        }
    }
}
