namespace ObjectFs.Conformance.Subjects;

[Export(Name = "{Key}")]
public class Referring(string key)
{
    public string Key { get; } = key;

    public Referring? Next { get; set; }
}
