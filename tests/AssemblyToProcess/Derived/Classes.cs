using ObjectFs;

public class FarDerived : Derived { public bool Far; public FarDerived() : this(1) { Far = true; } public FarDerived(int _) : base() { } public int Own { get; set; } }
[Export] public class FarMarked : AbstractBase { public bool Far; public FarMarked() : base("x") => Far = true; }
public class FarBox<T> : Box<List<T>> { public bool Far; public FarBox() : base([]) => Far = true; }
public record FarRec(int X, int Y, string Name) : DerivedRec(X, Y, 0);
public class FarVirtual : Virtual { public override int Level { get; set; } }
[Export] public class FarOwn { }
