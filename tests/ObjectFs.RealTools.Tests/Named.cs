namespace ObjectFs.RealTools.Tests;

[Export(Name = "{Name}")]
public class Named(string name)
{
    public string Name { get; set; } = name;

    public int Value { get; set; }
}
