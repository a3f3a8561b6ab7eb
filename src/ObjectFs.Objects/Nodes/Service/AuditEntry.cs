using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <summary>Who changed what, for <see cref="Audit"/>.</summary>
internal readonly ref struct AuditEntry
{
    /// <summary>Who asked for it.</summary>
    public required Caller Caller { get; init; }

    /// <summary>What was done: <c>set</c>, <c>call</c>, <c>add</c>, <c>remove</c>, <c>rename</c>, <c>commit</c> …</summary>
    public required ReadOnlySpan<byte> What { get; init; }

    /// <summary>From the root of the tree, with a slash in front.</summary>
    public required ReadOnlySpan<byte> Path { get; init; }

    /// <summary>Whether <see cref="Old"/> is known.</summary>
    public bool KnowsOld { get; init; }

    /// <summary>What the file held before; empty for null.</summary>
    public ReadOnlySpan<byte> Old { get; init; }

    /// <summary>What was written; empty for null.</summary>
    public ReadOnlySpan<byte> New { get; init; }

    /// <summary>Whether nothing was written.</summary>
    public bool LacksNew { get; init; }

    /// <summary>Whether the values are to be kept out.</summary>
    public bool IsSecret { get; init; }

    /// <summary>How it ended.</summary>
    public Errno Outcome { get; init; }
}
