namespace ObjectFs.Objects.Methods.Arguments;

/// <summary>One word of what was written.</summary>
/// <param name="Text">UTF-8, without its quotes.</param>
/// <param name="IsQuoted">It begins with a quote, and so names no option.</param>
internal readonly record struct Word(ReadOnlyMemory<byte> Text, bool IsQuoted);
