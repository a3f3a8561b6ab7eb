using ObjectFs;

/// <summary>Whoever says mkdir makes one; nobody else does.</summary>
[Export(Name = "{Name}", Creatable = true)]
public sealed class Calf
{
    public Calf() => Counts.Add("born");

    public string Name { get; set; } = "";

    public int Age { get; set; }
}
