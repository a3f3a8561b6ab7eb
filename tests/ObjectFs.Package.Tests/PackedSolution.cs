using System.Reflection;
using System.Xml.Linq;
using ObjectFs.Package.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(PackedSolution))]

namespace ObjectFs.Package.Tests;

/// <summary>The packages of this solution, made once, and a place outside of it where projects use them. Nothing of the user's own package folders is touched.</summary>
public sealed class PackedSolution : IAsyncLifetime
{
    private static readonly string Repository = Path.GetFullPath(
        typeof(PackedSolution).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!);

    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("objectfs-package-");

    private string Restored => Path.Combine(_place.FullName, "restored");

    private string Feed => Path.Combine(_place.FullName, "feed");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var front = Path.Combine(Repository, "src", "ObjectFs", "ObjectFs.csproj");
        // the others are built with it
        (await PackAsync(front)).Succeeded();
        foreach (var project in ReferencedBy(front).Distinct())
            (await PackAsync(project, "--no-restore", "--no-build")).Succeeded();

        var version = Directory.GetFiles(Feed).Select(f => Path.GetFileNameWithoutExtension(f)["ObjectFs.".Length..]).Single(v => char.IsDigit(v[0]));
        Write("nuget.config", $"""<configuration><packageSources><add key="packed" value="{Feed}" /></packageSources></configuration>""");
        Write("Directory.Build.props", $"""
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <ObjectFsVersion>{version}</ObjectFsVersion>
                <FodyHelpersVersion>{VersionOf("FodyHelpers")}</FodyHelpersVersion>
              </PropertyGroup>
            </Project>
            """);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _place.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes a file of a project.</summary>
    public void Write(string path, string text)
    {
        var file = Path.Combine(_place.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    /// <summary>Builds a project.</summary>
    internal Task<Dotnet> BuildAsync(string project) => Dotnet.RunAsync(Path.Combine(_place.FullName, project), Restored, "build", "-tl:off", "-v:m");

    /// <summary>Runs a project that was built.</summary>
    internal Task<Dotnet> RunAsync(string project) => Dotnet.RunAsync(Path.Combine(_place.FullName, project), Restored, "run", "--no-build");

    /// <summary>Packs the command, and installs it from there and nowhere else.</summary>
    /// <returns>The program.</returns>
    internal async Task<string> InstallToolAsync()
    {
        (await PackAsync(Path.Combine(Repository, "src", "ObjectFs.Cli", "ObjectFs.Cli.csproj"))).Succeeded();
        var tools = Free("tools");
        (await Dotnet.RunAsync(_place.FullName, Restored, "tool", "install", "ObjectFs.Cli", "--tool-path", tools, "--source", Feed)).Succeeded();
        return Path.Combine(tools, "objectfs");
    }

    /// <summary>The program of a project that was built.</summary>
    internal string ProgramOf(string project) => Path.Combine(_place.FullName, project, "bin", "Debug", "net10.0", $"{project}.dll");

    /// <summary>A path that nothing is at.</summary>
    internal string Free(string name) => Path.Combine(_place.FullName, name);

    private Task<Dotnet> PackAsync(string project, params string[] more) =>
        Dotnet.RunAsync(Repository, Restored, ["pack", project, "-c", "Release", "-o", Feed, "--artifacts-path", Path.Combine(_place.FullName, "artifacts"), .. more]);

    private static string VersionOf(string package) =>
        XDocument.Load(Path.Combine(Repository, "Directory.Packages.props")).Descendants("PackageVersion").Single(v => (string?)v.Attribute("Include") == package).Attribute("Version")!.Value;

    private static IEnumerable<string> ReferencedBy(string project) =>
        XDocument.Load(project).Descendants("ProjectReference")
            .Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false")
            .Select(r => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, r.Attribute("Include")!.Value)))
            .SelectMany(p => ReferencedBy(p).Prepend(p));
}
