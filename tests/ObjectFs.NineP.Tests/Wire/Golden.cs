using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Tests.Wire;

/// <summary>A frame as the protocol's texts lay it out, byte by byte, and the message that it is.</summary>
internal sealed class Golden
{
    private delegate int Composer(Span<byte> buffer, NinePDialect dialect);

    private delegate bool Rewriter(ReadOnlySpan<byte> body, NinePDialect dialect, ushort tag, Span<byte> buffer, out int length);

    private const ushort Tag = 1;
    private readonly Composer _compose;
    private readonly Rewriter _rewrite;

    private Golden(MessageType type, string variant, string hex, string layout, IReadOnlyList<NinePDialect> dialects, Composer compose, Rewriter rewrite)
    {
        Type = type;
        Name = variant.Length == 0 ? type.ToString() : $"{type}, {variant}";
        Frame = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Layout = layout;
        Dialects = dialects;
        _compose = compose;
        _rewrite = rewrite;
    }

    public MessageType Type { get; }

    public string Name { get; }

    public byte[] Frame { get; }

    public byte[] Body => Frame[Protocol.HeaderSize..];

    /// <summary>Of the body, in the notation of <see cref="Layouts"/>.</summary>
    public string Layout { get; }

    public IReadOnlyList<NinePDialect> Dialects { get; }

    /// <summary>A message with a body.</summary>
    public static Golden Of<TMessage>(string variant, string hex, string layout, NinePDialect[] dialects, Func<TMessage> make)
        where TMessage : struct, IMessage<TMessage>, allows ref struct =>
        new(TMessage.Type, variant, hex, layout, dialects, (buffer, dialect) => WireWriter.Write(buffer, dialect, Tag, make()), Rewrite<TMessage>);

    /// <summary>An answer that says nothing but that it was done.</summary>
    public static Golden Empty(MessageType type, string hex, NinePDialect[] dialects) =>
        new(type, "", hex, "", dialects, (buffer, _) => WireWriter.Write(buffer, type, Tag), (ReadOnlySpan<byte> body, NinePDialect _, ushort tag, Span<byte> buffer, out int length) =>
        {
            length = body.IsEmpty ? WireWriter.Write(buffer, type, tag) : 0;
            return body.IsEmpty;
        });

    public int Compose(Span<byte> buffer, NinePDialect dialect) => _compose(buffer, dialect);

    /// <summary>Takes a body apart and puts it together again.</summary>
    /// <returns>Whether it was whole.</returns>
    public bool Reads(ReadOnlySpan<byte> body, NinePDialect dialect, Span<byte> buffer, out int length) => _rewrite(body, dialect, Tag, buffer, out length);

    private static bool Rewrite<TMessage>(ReadOnlySpan<byte> body, NinePDialect dialect, ushort tag, Span<byte> buffer, out int length)
        where TMessage : struct, IMessage<TMessage>, allows ref struct
    {
        WireReader reader = new(body, dialect);
        var message = TMessage.Read(ref reader);
        length = WireWriter.Write(buffer, dialect, tag, message);
        return reader.IsComplete;
    }
}
