namespace ObjectFs.Cli.Targets;

/// <summary>A directory where programs put their sockets.</summary>
/// <param name="Path">The directory.</param>
/// <param name="Owner">Whose it must be: another could put sockets of its own there, and wait for somebody to connect.</param>
internal sealed record SocketDirectory(string Path, uint Owner);
