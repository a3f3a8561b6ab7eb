using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>A value that waits for its transaction to be committed. Immutable.</summary>
internal sealed record StagedValue
{
    /// <summary>Where it is to go.</summary>
    public required Location Location { get; init; }

    /// <summary>Its path in the live tree when it was staged.</summary>
    public required string Path { get; init; }

    /// <summary>What was there when it was first written over, or was last read in the twin before.</summary>
    public required Seen Base { get; init; }

    /// <summary>What the twin shows: the text of the value, or where the link leads.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>A file, or a symbolic link for a reference.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>The value; of a reference nothing, so that no object is kept alive.</summary>
    public object? Value { get; init; }

    /// <summary>When it was staged, nanoseconds since 1970.</summary>
    public required long Time { get; init; }

    /// <summary>What is to be told of the change.</summary>
    public ValueFile? File { get; init; }

    /// <summary>The text that leads to the object, of a reference.</summary>
    public string? Target { get; init; }
}
