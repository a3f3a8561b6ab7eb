using System.Diagnostics.CodeAnalysis;
using ObjectFs;

[Export]
public class Gauge
{
    private int _stored;
    private double _scaled;
    private string? _checked;
    private volatile int _published;

    public int Auto { get; set; }
    public string? Text { get; set; }
    public decimal Money { get; private set; }
    internal Guid Id { get; set; }
    private int Secret { get; set; }
    public int Stored { get { return _stored; } set { _stored = value; } }
    public double Scaled { get => _scaled * 2; set => _scaled = value / 2; }
    public int Published { get => _published; set => _published = value; }

    public string? Checked
    {
        get => _checked;
        set
        {
            if (value == "same") return;
            ArgumentNullException.ThrowIfNull(value);
            try { _checked = value.Trim(); if (value == "early") return; _checked += "."; }
            finally { During?.Invoke(); }
        }
    }

    public int Trimmed { get; set => field = Math.Max(value, 0); }
    public int Once { get; init; }
    public int ReadOnly => 1;
    public Action? During;
    [NotExported] public int Concealed { get; set; }
    public int this[int i] { get => i; set { } }
    public Span<int> Stack { get => default; set { } }
    public unsafe int* Pointer { get; set; }
    [SuppressMessage("Design", "CA1044")] public int WriteOnly { set => _stored = value; }
    public void Reveal(decimal money, int secret) { Money = money; Secret = secret; }
}

[Export]
public class Treacherous
{
    private int _value;
    private int _reads;
    public int ThrowAtRead;
    public bool ThrowInSetter;
    public int Value
    {
        get => ++_reads == ThrowAtRead ? throw new InvalidOperationException("getter") : _value;
        set { _value = value; if (ThrowInSetter) throw new InvalidOperationException("setter"); }
    }
}

[Export]
public class LoadsItself
{
    private string? _value;
    public int Loads;
    public string? Value
    {
        get { if (_value is null) { Loads++; Value = "loaded"; } return _value; }
        set { _value = value; }
    }
}

[Export]
public class Looping
{
    public int Total;
    public int Steps { get => Total; set { do { Total += 1; } while (Total < value); } }
}

public interface INamed { string? Name { get; set; } }

[Export] public class Explicit : INamed { string? INamed.Name { get; set; } public string? Seen => ((INamed)this).Name; }

[Export] public class Virtual { public virtual int Level { get; set; } public virtual int Kept { get; set; } }
public class Override : Virtual { public override int Level { get => base.Level + 1; set => base.Level = value; } public override int Kept { set => base.Kept = value * 2; } }
[Export] public abstract class Abstract { public abstract int Level { get; set; } }
public class Implementation : Abstract { public override int Level { get; set; } }

[Export] public partial class Partial { public partial int Level { get; set; } }
public partial class Partial { private int _level; public partial int Level { get => _level; set => _level = value; } }

[Export]
public class Crowded
{
    public int P0 { get; set; } public int P1 { get; set; } public int P2 { get; set; } public int P3 { get; set; } public int P4 { get; set; } public int P5 { get; set; }
    public int P6 { get; set; } public int P7 { get; set; } public int P8 { get; set; } public int P9 { get; set; } public int P10 { get; set; } public int P11 { get; set; }
    public int P12 { get; set; } public int P13 { get; set; } public int P14 { get; set; } public int P15 { get; set; } public int P16 { get; set; } public int P17 { get; set; }
    public int P18 { get; set; } public int P19 { get; set; } public int P20 { get; set; } public int P21 { get; set; } public int P22 { get; set; } public int P23 { get; set; }
    public int P24 { get; set; } public int P25 { get; set; } public int P26 { get; set; } public int P27 { get; set; } public int P28 { get; set; } public int P29 { get; set; }
    public int P30 { get; set; } public int P31 { get; set; } public int P32 { get; set; } public int P33 { get; set; }
}
