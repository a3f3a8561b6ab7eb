using ObjectFs;

public unsafe class Members
{
    private int _value;
    private int[] _values = [];

    [Export]
    public int this[int i] => _values[i]; // here indexer

    [Export]
    public ref int Reference => ref _value; // here reference

    [Export]
    public Span<int> Stack => _values; // here stack

    [Export]
    public int* Pointer => null; // here pointer

    [Export]
    public int Generic<T>() => _value; // here generic

    [Export]
    public int Takes(ReadOnlySpan<char> text) => text.Length; // here takes

    [Export(Mode = "0888")]
    public int Mode => _value; // here mode
}
