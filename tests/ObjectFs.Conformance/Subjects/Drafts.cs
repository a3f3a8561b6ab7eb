using System.ComponentModel.DataAnnotations;

namespace ObjectFs.Conformance.Subjects;

/// <summary>What people edit.</summary>
[Export(Name = "{Key}")]
public class Draft(string key)
{
    public string Key { get; } = key;

    [Range(0, 120)]
    public int Speed { get; set; } = 42;

    public string Text { get; set; } = "hello";

    public string? Note { get; set; } = "there";

    public byte[] Bytes { get; set; } = [1, 2, 3];

    public Spot Place { get; set; } = new() { X = 1, Y = 2 };

    public Page First { get; } = new();

    public List<string> Tags { get; } = ["a"];

    [Export]
    public int Go() => Speed;
}

/// <summary>Static members alone. Of one class of cases, which run one after the other.</summary>
[Export]
public static class Desk
{
    public static int Level { get; set; } = 3;

    public static Draft? Current { get; set; }
}

public struct Spot
{
    public int X { get; set; }

    public int Y { get; set; }
}

public class Page
{
    public string Title { get; set; } = "one";
}
