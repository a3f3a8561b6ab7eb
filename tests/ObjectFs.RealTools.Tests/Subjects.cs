namespace ObjectFs.RealTools.Tests;

[Export(Name = "{Key}")]
public class Thing(string key)
{
    public string Key { get; } = key;

    public int Number { get; set; } = 42;

    public string Text { get; set; } = "hello";

    public string? Nothing { get; set; }

    public byte[] Bytes { get; set; } = [.. Enumerable.Range(0, 100_000).Select(static i => (byte)(i * 7))];

    public List<string> List { get; } = ["a", "b"];

    public Dictionary<string, int> Dictionary { get; } = new() { ["one"] = 1, ["a/b"] = 2 };

    public List<int> Numbers { get; } = [];

    public HashSet<string> Tags { get; } = ["red"];

    public int[] Sizes { get; } = [1, 2];

    public Inner Inner { get; } = new();

    public Thing? Other { get; set; }

    public Thing Self => this;
}

[Export(Name = "{Key}")]
public class Piece(string key)
{
    public string Key { get; } = key;

    [System.ComponentModel.DataAnnotations.Range(0, 10)]
    public int Weight { get; set; } = 2;

    public string? Color { get; set; }
}

/// <summary>Is what several editors write to, each for itself.</summary>
[Export]
public static class Workshop
{
    public static int Sed { get; set; } = 42;

    public static int Vim { get; set; } = 42;

    public static int Rsync { get; set; } = 42;
}

/// <summary>Anybody may make one.</summary>
[Export(Name = "{Name}", Creatable = true)]
public class Pet
{
    public string Name
    {
        get;
        set => field = value == "bad" ? throw new ArgumentException("no pet is bad") : value;
    } = "";

    public int Age { get; set; }
}

public class Inner
{
    public double Value { get; set; } = 1.5;
}

/// <summary>Rings where somebody writes.</summary>
[Export(Name = "{Key}")]
public class Doorbell(string key)
{
    public event Action<int>? Rang;

    public string Key { get; } = key;

    public int Number { get; set; } = 42;

    public int Bell
    {
        get;
        set
        {
            field = value;
            Rang?.Invoke(value);
        }
    }
}
