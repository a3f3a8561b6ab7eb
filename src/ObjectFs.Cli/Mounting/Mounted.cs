namespace ObjectFs.Cli.Mounting;

/// <summary>A tree that stands somewhere on this machine until it is disposed.</summary>
/// <param name="MountPoint">Where.</param>
/// <param name="Completion">Ends with it, also where somebody else ended it.</param>
/// <param name="Mount">What serves it.</param>
internal sealed record Mounted(string MountPoint, Task Completion, IAsyncDisposable Mount) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Mount.DisposeAsync();
}
