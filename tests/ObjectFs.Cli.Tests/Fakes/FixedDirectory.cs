using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests.Fakes;

/// <summary>A directory of given nodes, whatever their names are.</summary>
internal sealed class FixedDirectory(params (string Name, Node Node)[] entries) : Node
{
    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => 1;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        new(new NodeAttributes { Kind = Kind, Inode = Inode, Mode = 0b101_101_101 });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(name);
        var found = Array.Find(entries, entry => entry.Name == text).Node;
        return found is null ? new(Errno.ENOENT) : new(found);
    }

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) => new(new Listing(entries));

    private sealed class Listing((string Name, Node Node)[] entries) : DirectoryHandle
    {
        public override ValueTask<Result> ReadAsync(ulong cursor, IDirectorySink sink, CancellationToken cancellationToken)
        {
            for (var i = (int)cursor; i < entries.Length; i++)
            {
                if (!sink.TryAdd(Encoding.UTF8.GetBytes(entries[i].Name), entries[i].Node.Kind, entries[i].Node.Inode, (ulong)i + 1))
                    break;
            }

            return Result.SuccessAsync;
        }
    }
}
