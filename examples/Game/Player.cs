using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ObjectFs;

/// <summary>Belongs to the loop: getters, setters and methods run on its thread, whoever calls them. <c>mkdir Player/carol</c> makes one.</summary>
[Export(Name = "{Name}", Creatable = true, Sync = Sync.Dispatcher, Dispatcher = nameof(Loop))]
public sealed class Player
{
    public static GameLoop Loop { get; } = new();

    public string Name { get; set; } = "";

    [Range(0, 100)]
    public int Health { get; set; } = 100;

    public List<string> Bag { get; } = ["torch"];

    /// <summary>Told when the health comes to 0.</summary>
    public event Action<string>? Fell;

    [Export, Description("Adds health, up to 100; --full fills it up.")]
    public int Heal([Range(1, 100)] int by = 10, bool full = false) => Health = full ? 100 : Math.Min(100, Health + by);

    [Export, Description("Takes health away.")]
    public int Hit([Range(1, 100)] int by)
    {
        Health = Math.Max(0, Health - by);
        if (Health == 0)
            Fell?.Invoke("hit");
        return Health;
    }
}
