namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>Finds the instances whose values have a name.</summary>
/// <param name="name">The name.</param>
/// <param name="first">Whether the first is enough.</param>
internal sealed class ValueSearch(ValueName name, bool first) : ValueSink
{
    public List<long> Numbers { get; } = [];

    public override bool See(long number, ReadOnlySpan<byte> text)
    {
        if (!name.Matches(text))
            return true;
        Numbers.Add(number);
        return !first;
    }
}
