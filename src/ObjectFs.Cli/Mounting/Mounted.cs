namespace ObjectFs.Cli.Mounting;

/// <summary>A tree that stands somewhere on this machine until it is disposed.</summary>
/// <param name="MountPoint">Where.</param>
/// <param name="Completion">Ends with it, also where somebody else ended it.</param>
/// <param name="Mount">What serves it.</param>
/// <param name="Notice">What the licence of what it is mounted through asks to be shown; null where that asks for nothing.</param>
internal sealed record Mounted(string MountPoint, Task Completion, IAsyncDisposable Mount, string? Notice) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Mount.DisposeAsync();
}
