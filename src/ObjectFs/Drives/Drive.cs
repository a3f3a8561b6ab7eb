namespace ObjectFs.Drives;

/// <summary>
/// A tree as a drive of Windows. What serves it is a package of its own (<c>ObjectFs.WinFsp</c>), which a program may have or not: only the one class below this, and what it uses,
/// may name a type of that assembly in code that runs in every program.
/// </summary>
internal abstract class Drive : IAsyncDisposable
{
    public abstract string MountPoint { get; }

    public abstract Task Completion { get; }

    /// <summary>What it has done so far, to be shown in the tree.</summary>
    public abstract object Statistics { get; }

    public abstract void Unmount();

    public abstract ValueTask DisposeAsync();
}
