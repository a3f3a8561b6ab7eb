/// <summary>Never ends.</summary>
public sealed class Deeper
{
    public int Level { get; } = 1;

    public Deeper Next => new();

    public Deeper[] Nexts => [new()];
}
