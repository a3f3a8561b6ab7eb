using ObjectFs;

[Export]
public class Lines
{
    public Lines() : this(1) => throw new InvalidOperationException("outer 6");

    public Lines(int n)
    {
        if (n == 1)
            return;
        throw new InvalidOperationException("inner 12");
    }

    public int Speed
    {
        get => 1;
        set
        {
            if (value > 0)
                return;
            throw new ArgumentOutOfRangeException(nameof(value), "setter 22");
        }
    }

    public Lines(string s)
    {
        var local = 0;
        foreach (var c in s)
            local += c;
        {
            var inner = local * 2;
            while (inner > s.Length)
                inner /= local;
        }
    }

    public Lines(bool b) : this(b ? "a" : "bb") { }
}
