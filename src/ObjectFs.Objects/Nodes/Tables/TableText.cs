using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>A text about all instances that is made an instance at a time, for one reader. Not thread-safe.</summary>
internal abstract class TableText
{
    /// <summary>Appends until the window holds enough.</summary>
    /// <param name="window">Where to.</param>
    /// <param name="enough">Bytes.</param>
    /// <param name="cancellationToken">The reader gave up; what was appended stays.</param>
    /// <returns>False where there is no more.</returns>
    public abstract ValueTask<Result<bool>> WriteAsync(Window window, int enough, CancellationToken cancellationToken);
}
