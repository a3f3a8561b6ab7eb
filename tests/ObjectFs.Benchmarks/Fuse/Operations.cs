namespace ObjectFs.Benchmarks.Fuse;

/// <summary>The work.</summary>
internal static class Operations
{
    private const string Instance = "Bench/1";

    public static Operation Stat { get; } = new("stat", "stat", Instance, "Small");

    public static Operation Read { get; } = new("open+read+close", "open-read-close", Instance, "Small");

    public static Operation Write { get; } = new("open+write+close", "open-write-close", Instance, "Text");

    public static Operation Pread { get; } = new("pread", "pread", Instance, "Small");

    public static Operation Miss { get; } = new("lookup of no file", "miss", Instance, "Absent");

    public static Operation StatNumber { get; } = new("stat int", "stat", Instance, "Number");

    public static Operation PreadNumber { get; } = new("pread int", "pread", Instance, "Number");

    public static Operation PwriteNumber { get; } = new("pwrite int", "pwrite", Instance, "Number") { Text = "42" };

    public static Operation ReadNumber { get; } = new("open+read+close int", "open-read-close", Instance, "Number");

    public static Operation WriteNumber { get; } = new("open+write+close int", "open-write-close", Instance, "Number") { Text = "42" };

    public static Operation List { get; } = new("readdir 10k", "readdir", "", "Row") { IsNumbered = false };

    public static Operation ListAndStat { get; } = new("readdir+stat 10k", "readdir-stat", "", "Row") { IsNumbered = false };

    public static Operation Sequential { get; } = new("sequential 1 MiB", "sequential", Instance, "Big") { IsNumbered = false, Block = 1 << 20 };

    /// <summary>What the goals are set for.</summary>
    public static IReadOnlyList<Operation> Basic { get; } = [Stat, Pread, Read, Write];

    /// <summary>What is to allocate nothing.</summary>
    public static IReadOnlyList<Operation> Scalar { get; } = [StatNumber, PreadNumber, PwriteNumber];

    /// <summary>All, against libfuse.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        .. Basic.SelectMany(operation => new[] { 1, 2, 4 }.Select(clients => operation with { Clients = clients })),
        Miss, .. Scalar, ReadNumber, WriteNumber, List, ListAndStat, Sequential,
    ];

    /// <summary>What a kernel that may remember is faster at.</summary>
    public static IReadOnlyList<Operation> Cached { get; } = [Stat, Read];
}
