namespace ObjectFs.WinFsp;

/// <summary>FILETIME: 100 ns since 1601-01-01T00:00Z; the tree counts nanoseconds since 1970.</summary>
internal static class FileTimes
{
    private const long UnixEpoch = 116_444_736_000_000_000;
    private const long NanosecondsPerTick = 100;

    public static ulong Of(long nanoseconds) => (ulong)Math.Max(0, UnixEpoch + (nanoseconds / NanosecondsPerTick));

    /// <summary>As the tree counts; null where it cannot be told in 64 bits.</summary>
    public static long? ToNanoseconds(ulong time)
    {
        var ticks = (Int128)time - UnixEpoch;
        var nanoseconds = ticks * NanosecondsPerTick;
        return nanoseconds >= long.MinValue && nanoseconds <= long.MaxValue ? (long)nanoseconds : null;
    }
}
