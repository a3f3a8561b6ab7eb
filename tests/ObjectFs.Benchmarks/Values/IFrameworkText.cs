namespace ObjectFs.Benchmarks.Values;

/// <summary>How the framework itself writes and reads a type as UTF-8. Static, so that the loops call it as they would in code of their own.</summary>
internal interface IFrameworkText<T>
{
    static abstract bool TryFormat(T value, Span<byte> destination, out int written);

    static abstract bool TryParse(ReadOnlySpan<byte> text, out T value);
}
