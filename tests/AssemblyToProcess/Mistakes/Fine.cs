using System.Collections.Concurrent;
using ObjectFs;

public class Named<T>
{
    public T Item { get; set; } = default!;
    protected string Region = "";
}

public interface IHasKey
{
    string Key { get; }
}

public interface IHasMore : IHasKey;

[Export(Name = "{Region}-{Item.Length}-{When.Year:D4}-{Has.Key}-{Text.Length}", When = nameof(IsShown), Mode = "0640", Sync = Sync.Dispatcher, Dispatcher = nameof(Posts))]
public class Fine : Named<string>
{
    public static SynchronizationContext Posts = new();
    public DateTime? When { get; set; }
    public IHasMore? Has { get; set; }
    private string Text => "";
    private static bool IsShown(Named<string> of) => of.Item.Length > 0;
}

[Export(Name = "{Item.Anything.At.All}", When = nameof(Visible), Mode = "600")]
public class FineToo<T> : Named<T>
{
    protected bool Visible { get; set; }
}

[Export("fine/{Count}/of/{Values.Count}")] public class FineOnOnePath : ConcurrentQueue<int> { public Dictionary<string, int> Values { get; } = []; }
[Export("fine/{Id}")] public class FineOnThePath { public int Id; }
[Export("fine/{Id}")] public class FineOnTheSamePath { public int Id; }
[Export("plain")] public static class FineStatic { public static int A { get; set; } }

public class FineMembers
{
    [Export(Mode = "0600")] private int Hidden { get; set; }
    [Export] public void Takes(ref int a, out int b, in int c, params string[] rest) => b = a + c + rest.Length;
    [Export] private event EventHandler? Happened;
}
