namespace ObjectFs.Benchmarks.NineP;

/// <summary>The work.</summary>
internal static class Operations
{
    public static Operation Ping { get; } = new("ping", "ping", "Small") { IsNumbered = true };

    public static Operation Walk { get; } = new("walk+getattr+clunk", "walk", "Small") { IsNumbered = true };

    public static Operation OpenRead { get; } = new("walk+open+read+clunk", "open-read", "Small") { IsNumbered = true };

    public static Operation Pread { get; } = new("read of an open file", "pread", "Small") { IsNumbered = true };

    public static Operation List { get; } = new("readdir 10k", "readdir", "Rows") { Size = Content.Rows, Unit = "names" };

    public static Operation Read64 { get; } = new("sequential, msize 64 KiB", "sequential", "Big") { Size = Content.BigSize, Unit = "MB" };

    public static Operation Read512 { get; } = Read64 with { Name = "sequential, msize 512 KiB", MessageSize = 512 << 10 };

    /// <summary>All, against diod: over each transport, with one connection and eight, with one and sixteen under way on each.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        .. from operation in (Operation[])[Ping, Walk, OpenRead, List, Read64, Read512]
           from transport in Enum.GetValues<Transport>()
           from connections in (int[])[1, 8]
           from depth in (int[])[1, 16]
           select operation with { Transport = transport, Connections = connections, Depth = depth },
    ];

    /// <summary>What is to allocate nothing: between them, every request that a scalar is read with.</summary>
    public static IReadOnlyList<Operation> Steady { get; } =
        [Ping with { Depth = 16 }, Walk with { Depth = 16 }, Pread with { Depth = 16 }, Ping, Walk, Pread];
}
