using System.ComponentModel;
using ObjectFs;

/// <summary>Has everything that a walk must survive, and counts what a walk must not do. Good members stand between the bad ones. Partials by kind.</summary>
[Export(Name = "{Key}", Budget = 1000)]
public sealed partial class Beast : INotifyPropertyChanged
{
    private readonly ManualResetEventSlim _never = new();

    public Beast(string key)
    {
        Key = key;
        Counts.Add("made");
    }

    public event PropertyChangedEventHandler? PropertyChanged
    {
        add => Counts.Add("subscribed");
        remove => Counts.Add("subscribed", -1);
    }

    public string Key { get; }

    public int AnInteger
    {
        get;
        set
        {
            Counts.Add("set");
            field = value;
        }
    } = 42;

    public string AText
    {
        get;
        set
        {
            Counts.Add("set");
            field = value;
        }
    } = "a\nb\r\nc\r";

    public byte[] ManyBytes
    {
        get;
        set
        {
            Counts.Add("set");
            field = value;
        }
    } = [.. Enumerable.Range(0, 300_000).Select(static i => (byte)(i * 7))];

    public double ZReal { get; } = -1.5e300;

    public override string ToString() => "a beast";
}
