namespace ObjectFs.Cli.Targets;

/// <summary>The programs that can be talked to.</summary>
internal interface ITargets
{
    /// <summary>Those that export on this machine and can be seen by this user, in the order of their names.</summary>
    Task<IReadOnlyList<ExportedProgram>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Connects to an address.</summary>
    /// <exception cref="CommandException">Nobody answers there; the sentence says why and what to do.</exception>
    Task<IConnection> ConnectAsync(string address, CancellationToken cancellationToken);
}
