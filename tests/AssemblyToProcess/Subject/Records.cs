using ObjectFs;

[Export] public record Rec(int X, int Y);
[Export] public record DerivedRec(int X, int Y, int Z) : Rec(X, Y);
[Export] public record MutableRec(int X) { public int Y { get; set; } }
[Export] public abstract record AbstractRec(string Name);
public sealed record SealedRec(string Name, int Age) : AbstractRec(Name);
