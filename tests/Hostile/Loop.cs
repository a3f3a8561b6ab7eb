/// <summary>The other half of a <see cref="Knot"/>.</summary>
public sealed class Loop
{
    public Knot? Back { get; init; }
}
