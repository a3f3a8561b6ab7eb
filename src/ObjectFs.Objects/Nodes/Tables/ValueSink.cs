namespace ObjectFs.Objects.Nodes.Tables;

/// <summary>Is shown the text of one member of each instance.</summary>
internal abstract class ValueSink
{
    /// <summary>Takes the text of an instance's value.</summary>
    /// <param name="number">The instance.</param>
    /// <param name="text">UTF-8 without a newline, for the time of the call.</param>
    /// <returns>False where no more are wanted.</returns>
    public abstract bool See(long number, ReadOnlySpan<byte> text);
}
