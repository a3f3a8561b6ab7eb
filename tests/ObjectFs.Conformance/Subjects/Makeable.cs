namespace ObjectFs.Conformance.Subjects;

/// <summary>Classes that others may make instances of; nothing here makes the first one.</summary>
[Export(Name = "{Login}", Creatable = true)]
public sealed class Guest : IDisposable
{
    private static int _disposed;

    public static int Disposed => Volatile.Read(ref _disposed);

    public string Login
    {
        get;
        set => field = value == "banned" ? throw new ArgumentException("nobody of that name") : value;
    } = "";

    public int Age { get; set; } = 1;

    public void Dispose() => Interlocked.Increment(ref _disposed);
}

[Export(Creatable = true)]
public class Ticket
{
    public string Text { get; set; } = "new";
}

[Export(Name = "{Id}", Creatable = true)]
public class Numbered
{
    public int Id { get; set; }
}

[Export(Name = "{Region}-{Id}", Creatable = true)]
public class Twofold
{
    public string Region { get; set; } = "eu";

    public int Id { get; set; }
}

[Export(Name = "{Login}", Creatable = true)]
public class Refusing
{
    public Refusing() => throw new InvalidOperationException("not today");

    public string Login { get; set; } = "";
}

[Export(Name = "{Login}", Creatable = true)]
public class Needy(Pantry pantry)
{
    public string Login { get; set; } = "";

    public string Food => pantry.Food;
}

public sealed class Pantry : IServiceProvider
{
    public string Food => "bread";

    public object? GetService(Type serviceType) => serviceType == typeof(Pantry) ? this : null;
}
