namespace ObjectFs.NineP.Wire;

/// <summary>The body of Rgetattr: 153 bytes. Times are seconds and nanoseconds since 1970.</summary>
internal readonly record struct Attributes
{
    /// <summary>Which of the rest are meant.</summary>
    public AttributeMask Valid { get; init; }

    public Qid Qid { get; init; }

    /// <summary>With the type (S_IFMT).</summary>
    public uint Mode { get; init; }

    public uint UserId { get; init; }

    public uint GroupId { get; init; }

    public ulong Links { get; init; }

    public ulong Device { get; init; }

    public ulong Size { get; init; }

    public ulong BlockSize { get; init; }

    /// <summary>Of 512 bytes.</summary>
    public ulong Blocks { get; init; }

    public ulong AccessSeconds { get; init; }

    public ulong AccessNanoseconds { get; init; }

    public ulong ModifySeconds { get; init; }

    public ulong ModifyNanoseconds { get; init; }

    public ulong ChangeSeconds { get; init; }

    public ulong ChangeNanoseconds { get; init; }

    public ulong BirthSeconds { get; init; }

    public ulong BirthNanoseconds { get; init; }

    public ulong Generation { get; init; }

    public ulong DataVersion { get; init; }
}
