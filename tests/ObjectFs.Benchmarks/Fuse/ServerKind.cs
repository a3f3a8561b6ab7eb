using ObjectFs.Benchmarks.Load;

namespace ObjectFs.Benchmarks.Fuse;

/// <summary>A server that takes part.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Program">Its path.</param>
/// <param name="Arguments">Before the mount point.</param>
/// <param name="ArgumentsAfter">Behind it.</param>
/// <param name="IsOurs">Whether it tells what it allocates.</param>
internal sealed record ServerKind(string Name, string Program, string[] Arguments, string[] ArgumentsAfter, bool IsOurs)
{
    public const string SingleName = "libfuse -s";

    public const string LoopName = "libfuse loop";

    public const string OursName = "ObjectFs";

    public const string PushName = "ObjectFs, push";

    /// <summary>libfuse on one thread.</summary>
    public static ServerKind Single(Peer peer) => new(SingleName, peer.Server, ["-s"], [], IsOurs: false);

    /// <summary>libfuse's own loop of several threads.</summary>
    public static ServerKind Loop(Peer peer) => new(LoopName, peer.Server, [], [], IsOurs: false);

    /// <summary>This program again; nothing is cached by the kernel.</summary>
    public static ServerKind Ours() => Own(OursName, "--no-cache");

    /// <summary>This program again; the kernel caches what it can be told to forget.</summary>
    public static ServerKind Push() => Own(PushName);

    private static ServerKind Own(string name, params string[] options) =>
        new(name, Self.Program, [.. Self.Arguments, "serve-fuse", "--mount"], options, IsOurs: true);
}
