namespace ObjectFs.Cli.Targets;

/// <summary>The programs of this machine, found by their sockets and mounts, and those of others, by their addresses.</summary>
internal sealed class SocketTargets(IReadOnlyList<SocketDirectory> directories) : ITargets
{
    public async Task<IReadOnlyList<ExportedProgram>> ListAsync(CancellationToken cancellationToken)
    {
        var sockets = await SocketScan.RunAsync(directories, cancellationToken).ConfigureAwait(false);
        return
        [
            .. sockets.Concat(MountScan.Run())
                .OrderBy(static program => program.Name, StringComparer.Ordinal)
                .ThenBy(static program => program.ProcessId)
                .ThenBy(static program => program.Address, StringComparer.Ordinal),
        ];
    }

    public Task<IConnection> ConnectAsync(string address, CancellationToken cancellationToken) =>
        NinePConnection.ConnectAsync(address, SocketScan.SecretOf(directories, address), cancellationToken);
}
