using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Client;

/// <summary>What an answer said, apart from attributes and from what went into the caller's own memory.</summary>
internal struct Answer
{
    /// <summary>The file that is meant; of a walk the last one reached.</summary>
    public Qid Qid { get; set; }

    /// <summary>Bytes read or written, qids of a walk, or iounit.</summary>
    public uint Count { get; set; }

    /// <summary>Bytes of an extended attribute.</summary>
    public ulong Size { get; set; }

    /// <summary>What a link says.</summary>
    public byte[]? Data { get; set; }
}
