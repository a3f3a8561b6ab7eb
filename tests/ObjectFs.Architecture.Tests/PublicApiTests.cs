using System.Reflection;
using System.Runtime.CompilerServices;
using ObjectFs.Fuse;
using ObjectFs.NineP;
using ObjectFs.Tree;
using ObjectFs.WinFsp;
using Xunit;

namespace ObjectFs.Architecture.Tests;

/// <summary>What other programs may depend on, held in text: a change of it is a decision, not an accident. <c>OBJECTFS_ACCEPT_API=1</c> writes the files anew.</summary>
public sealed class PublicApiTests
{
    private static readonly Assembly[] All = [typeof(Node).Assembly, typeof(ExportAttribute).Assembly, typeof(FuseMount).Assembly, typeof(NinePServer).Assembly, typeof(WinFspMount).Assembly, typeof(ObjectFsServer).Assembly];

    public static TheoryData<string> Assemblies => [.. All.Select(assembly => assembly.GetName().Name!)];

    [Theory, MemberData(nameof(Assemblies))]
    public void The_public_surface_is_what_the_file_says(string name)
    {
        var actual = PublicApi.Of(All.Single(assembly => assembly.GetName().Name == name));
        if (Environment.GetEnvironmentVariable("OBJECTFS_ACCEPT_API") == "1")
            File.WriteAllText(Path.Combine(Source(), "PublicApi", $"{name}.txt"), actual);
        var file = Path.Combine(Source(), "PublicApi", $"{name}.txt");
        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", actual);
    }

    private static string Source([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
