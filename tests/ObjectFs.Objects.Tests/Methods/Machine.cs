using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ObjectFs.Objects.Tests.Methods;

/// <summary>An object with methods of every kind.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "Methods of objects are what is tested.")]
internal class Machine
{
    public int Calls;

    public int Level { get; set; } = 7;

    public TaskCompletionSource<string> Source { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ManualResetEventSlim Gate { get; } = new();

    [Export]
    public string Echo(string text) => text;

    [Export, Description("Adds two numbers.")]
    public int Add([Range(0, 100), Description("The first.")] int left, int right = 5) => left + right;

    [Export]
    public string Options(string name, bool loud = false, int? count = null, DayOfWeek day = DayOfWeek.Friday) => $"{name} {loud} {count?.ToString(CultureInfo.InvariantCulture) ?? "null"} {day}";

    [Export]
    public string Label([Required, StringLength(5, MinimumLength = 2), RegularExpression("[a-z]+")] string text, [Range(1, 10), AllowedValues(1, 3)] int size = 1, [EmailAddress] string? owner = null)
    {
        Calls++;
        return $"{text} {size} {owner}";
    }

    [Export]
    public string Join(string separator, params string[] parts) => string.Join(separator, parts);

    [Export]
    public int Sum(params int[] numbers) => numbers.Sum();

    [Export]
    public string Place(Spot spot) => $"{spot.X},{spot.Y},{spot.Name}";

    [Export]
    public string Tell(Machine? other) => other is null ? "nobody" : $"level {other.Level}";

    [Export]
    public void Nothing() => Calls++;

    [Export]
    public string? Null() => null;

    [Export]
    public Spot Where() => new() { X = 1, Y = 2, Name = "here" };

    [Export]
    public Machine Self() => this;

    [Export]
    public IEnumerable<string> Lines()
    {
        yield return "a";
        yield return "b";
    }

    [Export]
    public async IAsyncEnumerable<int> Stream(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (i == 2)
                await Source.Task;
            yield return i;
        }
    }

    [Export]
    public async IAsyncEnumerable<int> Endless()
    {
        try
        {
            for (var i = 0; ; i++)
            {
                Begun.TrySetResult();
                yield return i;
                await Task.CompletedTask;
            }
        }
        finally
        {
            Cancelled.TrySetResult();
        }
    }

    [Export]
    public async Task<string> Later(CancellationToken cancellationToken)
    {
        Begun.TrySetResult();
        try
        {
            return await Source.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Cancelled.TrySetResult();
            throw;
        }
    }

    [Export]
    public ValueTask<int> Soon() => new(3);

    [Export]
    public Task Done() => Task.CompletedTask;

    [Export]
    public void Hang()
    {
        Begun.TrySetResult();
        Gate.Wait();
    }

    [Export]
    public void Fail(string kind) => throw kind switch
    {
        "range" => new OverflowException("too much"),
        "key" => new KeyNotFoundException("no such key"),
        _ => new InvalidOperationException("it broke"),
    };

    [Export]
    public virtual string Speak() => "base";

    [Export]
    public string Over(int number) => $"int {number}";

    [Export]
    public string Over(string text) => $"text {text}";

    [Export]
    public void Out(out int value) => value = 1;

    public void Unmarked() => Calls++;
}

internal sealed class Spot
{
    public int X { get; set; }

    public int Y { get; set; }

    public string? Name { get; set; }
}

[SuppressMessage("Performance", "CA1822", Justification = "Methods of objects are what is tested.")]
internal sealed class Robot : Machine
{
    public override string Speak() => "derived";

    [Export]
    public string Own() => "own";
}
