namespace ObjectFs.Conformance.Subjects;

// a recursion takes its time to come to an end where the machine is slow, and none is late
[Export(Name = "{Key}", Budget = 60_000)]
public record Account(string Key, string Password)
{
    public double Rate { get; set; } = 1.5;

    public Login? Inner { get; set; }

    public object? Anonymous { get; set; }

    public Outspoken Own { get; } = new("said");
}

public readonly record struct Login(string User, string AccessToken)
{
    [NotExported]
    public string Unseen { get; init; } = "";
}

public record Outspoken(string Password)
{
    public override string ToString() => "its own words";
}
