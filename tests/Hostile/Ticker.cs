using ObjectFs;

/// <summary>Is written to all the time, through the tree, so that its audit grows; its event happens as often.</summary>
[Export(Name = "one")]
public sealed class Ticker
{
    public event Action<int>? Ticked;

    public int Count
    {
        get;
        set
        {
            field = value;
            Ticked?.Invoke(value);
        }
    }
}
