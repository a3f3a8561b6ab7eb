namespace ObjectFs.Cli.Doctoring;

/// <summary>One thing that this machine has or lacks.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="IsOk">Whether it works.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Remedy">What to do, where it is missing.</param>
internal sealed record Check(string Name, bool IsOk, string Detail, string Purpose, string? Remedy)
{
    public static Check Ok(string name, string purpose, string detail) => new(name, true, detail, purpose, null);

    public static Check Missing(string name, string purpose, string detail, string remedy) => new(name, false, detail, purpose, remedy);
}
