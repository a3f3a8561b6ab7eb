using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Client.Tests;

/// <summary>A request as it came over the wire.</summary>
internal sealed class Frame
{
    private readonly byte[] _bytes;
    private readonly NinePDialect _dialect;

    public Frame(byte[] bytes, NinePDialect dialect)
    {
        _bytes = bytes;
        _dialect = dialect;
    }

    public MessageType Type => Protocol.TypeOf(_bytes);

    public ushort Tag => Protocol.TagOf(_bytes);

    public T As<T>()
        where T : struct, IMessage<T>, allows ref struct
    {
        Assert.Equal(T.Type, Type);
        WireReader reader = new(_bytes.AsSpan(Protocol.HeaderSize), _dialect);
        var message = T.Read(ref reader);
        Assert.True(reader.IsComplete, "the frame is not what its type says");
        return message;
    }
}
