namespace ObjectFs.NineP.Wire;

/// <summary>The names of a walk, as they stand in the frame.</summary>
internal readonly ref struct NameList
{
    /// <summary>Names that were checked to be there.</summary>
    /// <param name="encoded">Each as len[2] and bytes.</param>
    /// <param name="count">How many.</param>
    public NameList(ReadOnlySpan<byte> encoded, int count)
    {
        Encoded = encoded;
        Count = count;
    }

    public ReadOnlySpan<byte> Encoded { get; }

    public int Count { get; }

    public Enumerator GetEnumerator() => new(Encoded);

    /// <summary>Goes through the names.</summary>
    public ref struct Enumerator(ReadOnlySpan<byte> encoded)
    {
        private WireReader _reader = new(encoded, NinePDialect.Plan9);

        public ReadOnlySpan<byte> Current { get; private set; }

        public bool MoveNext()
        {
            if (_reader.Left == 0)
                return false;
            Current = _reader.ReadString();
            return true;
        }
    }
}
