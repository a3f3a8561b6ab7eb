using ObjectFs.Tests.Shared;

namespace ObjectFs.RealTools.Tests;

/// <summary>The sessions that READMEs show, typed again.</summary>
public sealed class ReadmeTests
{
    [Theory]
    [InlineData("README.md", "examples/Motor")]
    [InlineData("README.md", "examples/Game")]
    [InlineData("examples/Orders/README.md", "examples/Orders")]
    [InlineData("src/ObjectFs.Cli/README.md", "examples/Motor")]
    public void A_session_prints_what_is_shown(string readme, string project)
    {
        FuseDevice.Need();
        var session = Session.In(Path.Combine(Places.Root, readme)).Single(session => session.Project == project);
        var at = Places.New();
        var runtime = Directory.CreateDirectory($"{at}-run").FullName;
        try
        {
            using var program = new Child(project, session.Place.Length == 0 ? [] : [at], [.. session.Variables, ("XDG_RUNTIME_DIR", runtime)]);
            program.Await("Ctrl-C");
            var (shown, came, missing) = session.Play($"objectfs() {{ dotnet {Places.Built("src/ObjectFs.Cli")} \"$@\"; }}", at, ("XDG_RUNTIME_DIR", runtime));
            program.Signal("INT");
            program.AwaitEnd();
            Assert.Equal(shown, came);
            if (missing.Count > 0)
                Assert.Skip($"all the rest is as shown, but {string.Join(" and ", missing)} could not be had");
        }
        finally
        {
            Directory.Delete(runtime, recursive: true);
        }
    }
}
