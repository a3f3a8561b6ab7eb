using System.ComponentModel.DataAnnotations;

namespace ObjectFs.Conformance.Subjects;

[Export(Name = "{Key}")]
public class Row(string key)
{
    public string Key { get; } = key;

    public int Level { get; set; }

    public string? Label { get; set; }

    public Rights Rights { get; set; }
}

/// <summary>Many at once, and no others: a test makes them and waits for their end.</summary>
[Export]
public class Crowd
{
    public int Number { get; set; }

    public string Team { get; set; } = "";
}

[Export(Name = "{Key}")]
public class Sheet(string key)
{
    public string Key { get; } = key;

    [Range(0, 100), Unit("%")]
    public double Ratio { get; set; } = 10;

    public int Level { get; set; } = 1;

    public string Title { get; set; } = "a \"title\"\n";

    public string? Note { get; set; }

    public Weekday Day { get; set; }

    public byte[] Bytes { get; set; } = [.. Enumerable.Range(0, 200_000).Select(static i => (byte)(i * 7))];

    public Point Origin { get; set; }

    public Drawing Drawing { get; } = new();

    public Sheet? Next { get; set; }

    public List<int> Scores { get; } = [1, 2];

    public IEnumerable<int> Lazy
    {
        get
        {
            yield return Level;
        }
    }

    public int Broken => throw new InvalidOperationException($"{Key} is broken");

    public int Refusing
    {
        get;
        set => field = value == 0 ? value : throw new InvalidOperationException($"{Key} refuses");
    }
}

/// <summary>Nothing in it can be set.</summary>
[Export(Name = "{Key}")]
public class Fixture(string key, Sheet sheet)
{
    public string Key { get; } = key;

    public Sheet Sheet { get; } = sheet;

    public IReadOnlyList<int> Numbers { get; } = [1, 2];

    public Task<Sheet> Later { get; } = Task.FromResult(sheet);
}
