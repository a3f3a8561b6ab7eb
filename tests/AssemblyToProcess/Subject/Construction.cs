using ObjectFs;

[Export] public class Plain { }

public class NobodyExports { public NobodyExports() { } }

[Export] public class Hidden { public bool Done; public Hidden() => Done = true; }
[NotExported] public class HiddenDerived : Hidden { }

[Export] public abstract class AbstractBase { public string S = "base"; protected AbstractBase() { } protected AbstractBase(string s) : this() => S += s; }
public class Concrete : AbstractBase { public Concrete() : base(".arg") { Done = true; } public bool Done; }

[Export] public class Base { public Base() { } public Base(int _) : this() { } }
[Export] public class Derived : Base { public bool Done; public Derived() : base(1) { Done = true; } }
public sealed class DerivedUnmarked : Derived { public bool All; public DerivedUnmarked() { All = true; } }

[Export]
public class Chain
{
    public string S = "init";
    public Chain() : this(1) { S += ".outer"; }
    public Chain(int a) : this(a, b: "x") { S += ".mid"; }
    public Chain(int a, string b = "dflt", params int[] rest) { S += ".inner" + a + b + rest.Length; }
}

[Export]
public class ChainWithBranches
{
    public string S;
    public ChainWithBranches(bool b, string? s) : this(b ? "yes" : "no", b && s is not null ? s.Length : -1, s ?? "none") { S += "!"; }
    private ChainWithBranches(string a, int b, string c) => S = a + b + c;
}

[Export]
public class EarlyReturn
{
    public int Path;
    public EarlyReturn(int n)
    {
        if (n == 0) { Path = 10; return; }
        try { if (n == 1) { Path = 11; return; } Path = 12; if (n == 3) throw new InvalidOperationException(); }
        finally { Path += 100; }
        for (var i = 0; i < n; i++) { if (i == 5) return; Path++; }
    }
}

[Export]
public class ReturnsBeforeAHandlerAtTheEnd
{
    public int Path;
    public ReturnsBeforeAHandlerAtTheEnd(bool leave)
    {
        Path = 1;
        if (leave) return;
        try { throw new InvalidOperationException("inside"); } finally { Path = 2; }
    }
}

[Export] public class AlwaysThrows { public AlwaysThrows() => throw new InvalidOperationException("no"); }
[Export] public class ChainThrows { public ChainThrows() : this(1) { throw new InvalidOperationException(); } public ChainThrows(int _) { } }
[Export] public class Finalized { public static int Count; public Finalized(bool fail) { if (fail) throw new InvalidOperationException(); } ~Finalized() => Count++; }

[Export]
public class Closure
{
    public Func<int> F;
    public Func<int>? F0;
    public Closure(int a) : this(() => a + 1) { var b = a; F = () => b + F0!(); }
    public Closure(Func<int> f) { F = f; F0 = f; }
}

[Export]
public class Asynchronous
{
    public int N;
    private Asynchronous() { }
    public static async Task<Asynchronous> Create() { await Task.Yield(); var a = new Asynchronous(); await Task.Yield(); a.N = 7; return a; }
    public async Task<int> Later() { await Task.Yield(); return N; }
    public IEnumerable<int> Count() { for (var i = 0; i < N; i++) yield return i; }
}

[Export] public class Parent { public List<Child> Children; public Parent() { Children = [new(this), new(this)]; } }
[Export] public class Child(Parent p) { public Parent Parent => p; }
[Export] public class Primary(string name, int n = 3) { public string Name => name + n; }

[Export]
public class WithNestedValueTypes
{
    public DateTime When; public (int, string) Pair; public Guid Id;
    public WithNestedValueTypes? Node;
    public WithNestedValueTypes() { When = new DateTime(2020, 1, 2); Pair = new(1, "a"); Id = new Guid("11111111-1111-1111-1111-111111111111"); Node = new WithNestedValueTypes(1); }
    public WithNestedValueTypes(int _) { }
}

public static class Container
{
    [Export] public class Nested { [Export] private protected class Inner { } public static object NewInner() => new Inner(); }
}
