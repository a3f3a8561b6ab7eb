using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Benchmarks.Registry;

/// <summary>The tree as a gateway walks it.</summary>
internal static class Tree
{
    /// <summary>The directory of an exported type.</summary>
    public static async ValueTask<Node> DirectoryOf<T>() => await FindAsync(ObjectRegistry.Default.Root, Encoding.UTF8.GetBytes(typeof(T).Name));

    /// <summary>The node of a name that is there.</summary>
    public static ValueTask<Node> FindAsync(Node directory, byte[] name)
    {
        var found = directory.LookupAsync(name, CancellationToken.None);
        return found.IsCompletedSuccessfully ? new(Node(found.Result, name)) : AwaitAsync(found, name);
    }

    private static async ValueTask<Node> AwaitAsync(ValueTask<Result<Node>> found, byte[] name) => Node(await found, name);

    private static Node Node(Result<Node> found, byte[] name) =>
        found.TryGet(out var node) ? node : throw new BenchmarkException($"no {Encoding.UTF8.GetString(name)} in the tree: {found.Errno}");
}
