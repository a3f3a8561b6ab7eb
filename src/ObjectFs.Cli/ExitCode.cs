namespace ObjectFs.Cli;

/// <summary>How the command ends.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>Something was refused, or two trees differ.</summary>
    public const int Refused = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>The program cannot be found or reached.</summary>
    public const int Unreachable = 3;

    /// <summary>Nobody reads what is printed any more (128 + SIGPIPE).</summary>
    public const int BrokenPipe = 141;

    /// <summary>Ended by Ctrl-C (128 + SIGINT, as shells have it).</summary>
    public const int Interrupted = 130;
}
