using ObjectFs;

/// <content>Methods, also with names that stand beside members.</content>
public sealed partial class Beast
{
    [Export]
    public void Run() => Counts.Add("called");

    [Export]
    public void Json() => Counts.Add("called");

    [Export]
    public void Watch() => Counts.Add("called");

    // the very names of what stands beside the members
    [Export]
    internal void json() => Counts.Add("called");

    [Export]
    internal void watch() => Counts.Add("called");

    [Export]
    internal void error() => Counts.Add("called");

    [Export]
    public static int Everywhere(int number)
    {
        Counts.Add("called");
        return number;
    }

    /// <summary>Is shown, and shown again under another signature.</summary>
    [Export]
    public void Run(string how) => Counts.Add($"called {how}");
}
