using System.Globalization;

namespace ObjectFs.Benchmarks.Load;

/// <summary>What a client says after one operation on one server in one round. Times are nanoseconds, but for the server's CPU, which is microseconds.</summary>
internal sealed record Measurement(long Operations, double Seconds, double P50, double P99, long Bytes, long Entries, long ServerCpu)
{
    public double OperationsPerSecond => Operations / Seconds;

    public double BytesPerOperation => (double)Bytes / Operations;

    public double EntriesPerOperation => (double)Entries / Operations;

    /// <summary>Bytes of the largest frame that client and server agreed on; 0 where there are no frames.</summary>
    public int MessageSize { get; init; }

    /// <summary>Bytes that our server allocated meanwhile; 0 for others.</summary>
    public long Allocated { get; init; }

    public static Measurement Parse(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.TrimEntries);
        long Whole(int part) => long.Parse(parts[part], CultureInfo.InvariantCulture);
        return new(Whole(0), double.Parse(parts[1], CultureInfo.InvariantCulture), Whole(2), Whole(3), Whole(4), Whole(5), Whole(6))
        {
            MessageSize = parts.Length > 7 ? (int)Whole(7) : 0,
        };
    }
}
