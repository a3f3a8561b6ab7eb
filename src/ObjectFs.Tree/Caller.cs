namespace ObjectFs.Tree;

/// <summary>Who asks, as the gateway knows it: from the kernel over FUSE, from the peer's credentials over a socket.</summary>
/// <param name="UserId">Numeric user id, or <see cref="Unknown"/>.</param>
/// <param name="GroupId">Numeric group id, or <see cref="Unknown"/>.</param>
/// <param name="ProcessId">Process id (over FUSE the id of the calling thread), or 0.</param>
public readonly record struct Caller(uint UserId, uint GroupId, int ProcessId)
{
    /// <summary>The id of a caller whose gateway cannot tell.</summary>
    public const uint Unknown = uint.MaxValue;

    /// <summary>The program itself.</summary>
    public static Caller Self { get; } = new(Unknown, Unknown, Environment.ProcessId);
}
