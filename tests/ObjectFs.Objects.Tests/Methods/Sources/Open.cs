using System.Diagnostics.CodeAnalysis;

namespace ObjectFs.Objects.Tests.Methods.Sources;

/// <summary>Its source comes with it, long enough to be packed.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "Methods of objects are what is tested.")]
internal sealed class Open
{
    [Export]
    public int Twice(int number)
    {
        // as written
        return 2 * number;
    }

    [Export]
    public string Short() => "short";

    [Export]
    public async Task<int> Later(int number)
    {
        await Task.Yield();
        return number;
    }
}
