namespace ObjectFs.Objects.Registry;

/// <summary>Times in four bytes: steps of 16 ms since the registry was made, for two years. Reading it costs a few nanoseconds. Thread-safe.</summary>
internal sealed class CoarseClock
{
    private const int Step = 4;

    private readonly long _startTicks = Environment.TickCount64;
    private readonly long _startNanoseconds;

    /// <summary>Starts now.</summary>
    public CoarseClock(TimeProvider time)
    {
        _startNanoseconds = ToNanoseconds(time.GetUtcNow());
    }

    /// <summary>The time, never 0.</summary>
    public uint Now => (uint)Math.Min(uint.MaxValue, ((Environment.TickCount64 - _startTicks) >> Step) + 1);

    /// <summary>Nanoseconds since 1970.</summary>
    public static long ToNanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * 100;

    /// <summary>Nanoseconds since 1970; of 0, when the clock was started.</summary>
    public long ToUnixNanoseconds(uint time) => _startNanoseconds + (Math.Max(0L, time - 1L) << Step) * 1_000_000;
}
