using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;
using ObjectFs.WinFsp;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs --version</c>: the version, and below it what the licence of WinFsp, which mounts on Windows go through, asks to be shown.</summary>
internal sealed class VersionAction(Surroundings surroundings) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        surroundings.Output.WriteLine(typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);
        surroundings.Output.WriteLine($"On Windows it mounts through {WinFspMount.Notice}");
        return ExitCode.Ok;
    }
}
