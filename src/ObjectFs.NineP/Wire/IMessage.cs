namespace ObjectFs.NineP.Wire;

/// <summary>The body of a frame, after size, type and tag. Spans point into the frame.</summary>
internal interface IMessage<TSelf>
    where TSelf : struct, IMessage<TSelf>, allows ref struct
{
    static abstract MessageType Type { get; }

    /// <summary>Takes the fields; ask the reader afterwards whether they were there.</summary>
    static abstract TSelf Read(scoped ref WireReader reader);

    /// <summary>Puts the fields; ask the writer afterwards whether there was room.</summary>
    void Write(ref WireWriter writer);
}
