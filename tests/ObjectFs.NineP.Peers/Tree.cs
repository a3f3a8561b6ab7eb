using ObjectFs.NineP.Peers.Subjects;

namespace ObjectFs.NineP.Peers;

/// <summary>The objects that clients see: two motors, the left of which refers to the right one, ten thousand cells, a counter and a gate.</summary>
internal sealed class Tree : IDisposable
{
    /// <summary>How many cells there are.</summary>
    public const int Cells = 10_000;

    private readonly Cell[] _many = [.. Enumerable.Range(0, Cells).Select(static value => new Cell(value))];

    public Tree()
    {
        // who waits at the gate does so for as long as he likes
        Registry.GetterBudget = TimeSpan.FromMinutes(10);
        Left.Twin = Right;
        Registry.Export(Left, "Motor/left");
        Registry.Export(Right, "Motor/right");
        Registry.Export(Counter, "Counter");
        Registry.Export(Gate, "Gate");
        foreach (var cell in _many)
            Registry.Export(cell, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Many/{cell.Value}"));
    }

    public ObjectRegistry Registry { get; } = new();

    public Motor Left { get; } = new();

    public Motor Right { get; } = new();

    public Counter Counter { get; } = new();

    public Gate Gate { get; } = new();

    /// <summary>Opens the gate.</summary>
    public void Dispose() => Gate.Dispose();
}
