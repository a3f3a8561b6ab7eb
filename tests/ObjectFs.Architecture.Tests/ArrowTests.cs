using System.Reflection;
using ObjectFs.Fuse;
using ObjectFs.NineP;
using ObjectFs.Tree;
using ObjectFs.WinFsp;
using Xunit;

namespace ObjectFs.Architecture.Tests;

/// <summary>Which assembly may know which.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<Assembly, string[]> Allowed = new()
    {
        [typeof(Node).Assembly] = [],
        [typeof(ExportAttribute).Assembly] = ["ObjectFs.Tree"],
        [typeof(FuseMount).Assembly] = ["ObjectFs.Tree", "Microsoft.Extensions.Logging.Abstractions"],
        [typeof(NinePServer).Assembly] = ["ObjectFs.Tree", "Microsoft.Extensions.Logging.Abstractions"],
        [typeof(WinFspMount).Assembly] = ["ObjectFs.Tree", "Microsoft.Extensions.Logging.Abstractions"],
        [typeof(ObjectFsServer).Assembly] = ["ObjectFs.Tree", "ObjectFs.Objects", "ObjectFs.Fuse", "ObjectFs.NineP", "ObjectFs.WinFsp", "Microsoft.Extensions.Logging.Abstractions"],
        [typeof(Cli.ExitCode).Assembly] = ["ObjectFs.Tree", "ObjectFs.Fuse", "ObjectFs.NineP", "ObjectFs.WinFsp", "Microsoft.Extensions.Logging.Abstractions", "System.CommandLine", "Spectre.Console"],
    };

    public static TheoryData<string> Assemblies => [.. Allowed.Keys.Select(assembly => assembly.GetName().Name!)];

    [Theory, MemberData(nameof(Assemblies))]
    public void An_assembly_references_what_the_design_allows_and_no_more(string name)
    {
        var (assembly, allowed) = Allowed.Single(entry => entry.Key.GetName().Name == name);
        var references = assembly.GetReferencedAssemblies().Select(reference => reference.Name!).Where(reference => !IsFramework(reference));
        Assert.Empty(references.Except(allowed));
    }

    private static bool IsFramework(string name) => name == "netstandard" || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal) || name.StartsWith("System.", StringComparison.Ordinal);
}
