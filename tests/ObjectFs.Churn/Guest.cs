using ObjectFs;

namespace ObjectFs.Churn;

/// <summary>Comes, is renamed, refers to others, and goes.</summary>
[Export(Name = "{Name}")]
public sealed class Guest(string name)
{
    public string Name { get; set; } = name;

    public int Visits { get; set; }

    public string? Note { get; set; }

    public Guest? Friend { get; set; }

    public List<int> Numbers { get; } = [1, 2, 3];

    public int Computed => Visits * 2;
}
