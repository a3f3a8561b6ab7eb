using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>A Task, a ValueTask or a Lazy: <c>status</c>, <c>result</c> and <c>error</c>. Neither waits nor forces.</summary>
internal sealed class FutureDirectory(Location location, ulong inode) : DescribedNode
{
    private static readonly byte[][] Names = ["status"u8.ToArray(), "result"u8.ToArray(), "error"u8.ToArray()];
    private static readonly Func<object, object?>[] Reads = [Status, Outcome, Error];

    public override NodeKind Kind => NodeKind.Directory;

    public override ulong Inode => inode;

    protected override Location Place => location;

    protected override Facts? Declared => location.Facts;

    protected override long? Changed => location.LastChange;

    public override ValueTask<Result<NodeAttributes>> GetAttributesAsync(CancellationToken cancellationToken) =>
        location.Host.Target is null
            ? new(Host.Gone)
            : new(new NodeAttributes { Kind = NodeKind.Directory, Inode = inode, Mode = location.Host.DirectoryMode, Modified = location.Host.Born });

    public override ValueTask<Result<Node>> LookupAsync(ReadOnlySpan<byte> name, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.SequenceEqual(Names[i]))
                return NodeOf.LookAsync(new PartLocation(location, i), Registry.Inode.Child(inode, name), before: null);
        }

        return new(Errno.ENOENT);
    }

    public override ValueTask<Result<DirectoryHandle>> OpenDirectoryAsync(Caller caller, CancellationToken cancellationToken) =>
        new(new CopiedListing([.. Names.Select((name, i) => new Entry(name, i == 1 ? NodeKind.Unknown : NodeKind.File, Registry.Inode.Child(inode, name)))]));

    /// <summary>The three parts of a future, named.</summary>
    public static List<(string Name, object? Value)> Parts(object future) =>
        [.. Names.Select((name, i) => (System.Text.Encoding.ASCII.GetString(name), Reads[i](future)))];

    private static string Status(object future) => future switch
    {
        Task task => task.Status.ToString(),
        _ => Property(future, "IsValueCreated") is { } created ? (bool)created ? "Created" : "NotCreated"
            : Property(future, "IsCompletedSuccessfully") is true ? "RanToCompletion"
            : Property(future, "IsFaulted") is true ? "Faulted"
            : Property(future, "IsCanceled") is true ? "Canceled"
            : "WaitingForActivation",
    };

    private static object? Outcome(object future) => Status(future) switch
    {
        "RanToCompletion" => Property(future, "Result") is { } result && result.GetType().FullName != "System.Threading.Tasks.VoidTaskResult" ? result : null,
        "Created" => Property(future, "Value"),
        _ => null,
    };

    private static string? Error(object future) => future is Task { Exception: { } exception } ? exception.GetBaseException().ToString() : null;

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A property that the trimmer removed is one that the program never asks; its value is then unknown here too.")]
    private static object? Property(object future, string name) => future.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance)?.GetValue(future);

    private sealed class PartLocation(Location owner, int part)
        : Collections.PartLocation(owner, part == 1 ? typeof(object) : typeof(string), System.Text.Encoding.ASCII.GetString(Names[part]), canWrite: false)
    {
        public override object? Read(List<object>? owners) => Reads[part](Collection(owners));

        public override void Write(object? value) => throw new NotSupportedException("A future sets itself.");
    }
}
