namespace ObjectFs.Cli.Targets;

/// <summary>Where to connect to.</summary>
/// <param name="Address">As <see cref="ITargets.ConnectAsync"/> takes it.</param>
/// <param name="Program">Who is there, where that is known.</param>
internal sealed record Target(string Address, ExportedProgram? Program)
{
    /// <summary>How to speak of it.</summary>
    public string Title => Program?.FullName ?? Address;
}
