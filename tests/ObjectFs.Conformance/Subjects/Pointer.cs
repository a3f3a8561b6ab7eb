namespace ObjectFs.Conformance.Subjects;

/// <summary>Refers to objects that nobody looks for by their names.</summary>
[Export(Name = "{Key}")]
public class Pointer(string key)
{
    public event Action<Unseen>? Found;

    public string Key { get; } = key;

    public Unseen? Target { get; set; }

    public Distant? Away { get; set; }

    public Nameless? Nobody { get; set; }

    public IEnumerable<Unseen?> Lazy
    {
        get
        {
            yield return Target;
        }
    }

    [Export]
    public Unseen? Give() => Target;

    public void Find(Unseen target) => Found?.Invoke(target);
}

[Export(Name = "{Key}")]
public class Unseen(string key)
{
    public string Key { get; } = key;
}

[Export("distant/{Key}/{Name}")]
public class Distant(string key)
{
    public string Key { get; } = key;

    public string Name { get; set; } = "it";
}

[Export(Name = "{Key}")]
public class Nameless
{
    public string Key => throw new InvalidOperationException("nobody knows");
}
