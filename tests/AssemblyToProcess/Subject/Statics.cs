using System.Runtime.CompilerServices;
using ObjectFs;

[Export]
public static class Settings
{
    private static int _level;
    public static int Limit { get; set; }
    public static int Level { get => _level * 2; set => _level = value; }
    private static string? Quiet { get; set; }
    public static void Hush(string s) => Quiet = s;
}

public class Counters
{
    [Export] public static int Total { get; set; }
    public static int Unmarked { get; set; }
    public int Own { get; set; }
}

public struct Defaults { [Export] public static int Size { get; set; } }
public class WithStaticField { [Export] public static int Field; }
public class WithStaticMethod { [Export] public static int Method() => 1; }
public class WithInstanceMember { [Export] private int Shown { get; set; } }

[Export] public class Holder { [Export] public static int Count { get; set; } public static int Other { get; set; } public int Own { get; set; } }

[Export(Creatable = true)] public class Makeable { public string Name { get; set; } = ""; }
public class MakeableToo : Makeable;
[Export] public class NotMakeable : Makeable;
[Export(Creatable = true)] public abstract class MakeableInTheAbstract;
[Export(Creatable = true)] public class MakeableWithStatics { [Export] public static int Made { get; set; } }

public static class Startup
{
    public static bool Ran;
    [ModuleInitializer] public static void Run() => Ran = true;
}
