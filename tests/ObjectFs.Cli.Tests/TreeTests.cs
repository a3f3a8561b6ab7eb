using System.Text.Json;
using ObjectFs.Cli.Tests.Fakes;

namespace ObjectFs.Cli.Tests;

public sealed class TreeTests
{
    private readonly MemoryTargets _targets = MemoryTargets.Of("Hello", Trees.Players());

    [Fact]
    public async Task A_tree_is_drawn_with_its_links()
    {
        const string Expected = """
            Hello
            └── Player
                ├── 1
                │   ├── Friend -> ../2
                │   ├── Health
                │   └── Name
                └── 2
                    └── Name

            3 directories, 4 files

            """;
        Assert.Equal(new Outcome(0, Expected, ""), await Tool.RunAsync(_targets, "tree", "Hello"));
    }

    [Fact]
    public async Task A_level_ends_it() =>
        Assert.Equal("Hello\n└── Player\n    ├── 1\n    └── 2\n\n3 directories, 0 files\n", (await Tool.RunAsync(_targets, "tree", "-L", "2", "Hello")).Output);

    [Theory]
    [InlineData("0")]
    [InlineData("x")]
    public async Task A_level_is_a_number_from_1_on(string level) => Assert.Equal(ExitCode.Usage, (await Tool.RunAsync(_targets, "tree", "-L", level, "Hello")).ExitCode);

    [Fact]
    public async Task A_script_gets_json()
    {
        using var document = JsonDocument.Parse((await Tool.RunAsync(_targets, "tree", "--json", "Hello/Player")).Output);
        var one = document.RootElement.GetProperty("children")[0];
        Assert.Equal(("1", "directory", 3), (one.GetProperty("name").GetString(), one.GetProperty("kind").GetString(), one.GetProperty("children").GetArrayLength()));
    }

    [Fact]
    public async Task A_tree_without_a_bottom_ends()
    {
        var outcome = await Tool.RunAsync(MemoryTargets.Of("Hello", new Bottomless(1)), "tree", "Hello");
        Assert.Equal(0, outcome.ExitCode);
    }
}
