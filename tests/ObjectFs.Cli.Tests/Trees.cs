using ObjectFs.Tree;

namespace ObjectFs.Cli.Tests;

/// <summary>What the tests look at.</summary>
internal static class Trees
{
    /// <summary>Two players, of whom the first has the second as a friend.</summary>
    public static MemoryDirectory Players()
    {
        var root = MemoryDirectory.CreateRoot();
        var players = root.AddDirectory("Player");
        var one = players.AddDirectory("1", 0b101_101_101);
        one.AddFile("Name", "alice\n"u8, 0b100_100_100);
        one.AddFile("Health", "100\n"u8);
        one.AddFile(".json", "{}\n"u8);
        one.AddSymlink("Friend", "../2");
        players.AddDirectory("2").AddFile("Name", "bob\n"u8);
        return root;
    }
}
