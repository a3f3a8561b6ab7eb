namespace ObjectFs.RealTools.Tests;

[Export(Name = "{Name}")]
public class Seen(string name)
{
    public string Name { get; set; } = name;
}
