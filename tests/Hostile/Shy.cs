using ObjectFs;

/// <summary>Nobody can tell whether it is to be seen.</summary>
[Export(When = nameof(IsVisible), Budget = 1000)]
public sealed class Shy
{
    private static readonly ManualResetEventSlim Never = new();

    public int Value { get; set; } = 1;

    public bool IsVisible
    {
        get
        {
            Never.Wait();
            return true;
        }
    }
}
