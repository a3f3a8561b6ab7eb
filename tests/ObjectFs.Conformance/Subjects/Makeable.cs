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

/// <summary>Whose constructor takes as long as the gate is closed.</summary>
[Export(Name = "{Login}", Creatable = true, Budget = 200)]
public sealed class Sluggish : IDisposable
{
    private static int _disposed;

    public Sluggish() => Gate.Wait();

    public static ManualResetEventSlim Gate { get; } = new();

    public static int Disposed => Volatile.Read(ref _disposed);

    public string Login { get; set; } = "";

    public void Dispose() => Interlocked.Increment(ref _disposed);
}

/// <summary>Made, read and disposed on a loop that is there before the first of them.</summary>
[Export(Name = "{Login}", Creatable = true, Sync = Sync.Dispatcher, Dispatcher = nameof(Loop))]
public sealed class LoopMade : IDisposable
{
    private static int _disposedOn;

    public static GameLoop Loop { get; } = new();

    public static int DisposedOn => Volatile.Read(ref _disposedOn);

    public string Login { get; set; } = "";

    public int MadeOn { get; } = Environment.CurrentManagedThreadId;

    public void Dispose() => Volatile.Write(ref _disposedOn, Environment.CurrentManagedThreadId);
}

[Export(Name = "{Login}", Creatable = true)]
public sealed class AsyncGuest : IAsyncDisposable
{
    private static int _disposed;

    public static int Disposed => Volatile.Read(ref _disposed);

    public string Login { get; set; } = "";

    public async ValueTask DisposeAsync()
    {
        await Task.Yield();
        Interlocked.Increment(ref _disposed);
    }
}
