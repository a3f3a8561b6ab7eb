using ObjectFs.Tree;

namespace ObjectFs.Objects.Live;

/// <summary>What a look at a member showed. Immutable.</summary>
/// <param name="line">What a reader of it is given, ended by a newline; empty where it could not be read.</param>
/// <param name="json">The value as JSON, where somebody wanted it so.</param>
/// <param name="failure">Why it could not be read, else null.</param>
internal sealed class Observation(ReadOnlyMemory<byte> line, ReadOnlyMemory<byte>? json, Failure? failure)
{
    public ReadOnlyMemory<byte> Line => line;

    public ReadOnlyMemory<byte>? Json => json;

    public Failure? Failure => failure;

    /// <summary>Whether it shows the same.</summary>
    public bool Equals(Observation other) => failure?.Errno == other.Failure?.Errno && line.Span.SequenceEqual(other.Line.Span);
}
