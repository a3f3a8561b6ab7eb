/// <summary>Leads back to itself and is exported nowhere.</summary>
public sealed class Knot
{
    public Knot() => Loop = new() { Back = this };

    public int Value { get; set; } = 7;

    public Loop Loop { get; }
}
