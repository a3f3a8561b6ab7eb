using System.Globalization;
using ObjectFs.Tree;

namespace ObjectFs.Benchmarks.NineP;

/// <summary>What every server serves: the same names with the same bytes.</summary>
internal static class Content
{
    public const int BigSize = 64 << 20;

    public const int Rows = 10_000;

    private const int Smalls = 8;
    private const int Spare = 1 << 20;

    private static byte[] Small => [.. Enumerable.Repeat((byte)'v', 63), (byte)'\n'];

    private static byte[] Big
    {
        get
        {
            var bytes = GC.AllocateUninitializedArray<byte>(BigSize);
            bytes.AsSpan().Fill((byte)'b');
            return bytes;
        }
    }

    /// <summary>As nodes in memory.</summary>
    public static Node Make()
    {
        var root = new MemoryVolume(maxBytes: BigSize + Spare).CreateRoot();
        for (var i = 0; i < Smalls; i++)
            root.AddFile(Numbered("Small", i), Small);
        root.AddFile("Big", Big);
        var rows = root.AddDirectory("Rows");
        for (var i = 0; i < Rows; i++)
            rows.AddFile(Numbered("Row", i));
        return root;
    }

    /// <summary>As files in a directory.</summary>
    public static void Make(string directory)
    {
        for (var i = 0; i < Smalls; i++)
            File.WriteAllBytes(Path.Combine(directory, Numbered("Small", i)), Small);
        File.WriteAllBytes(Path.Combine(directory, "Big"), Big);
        var rows = Directory.CreateDirectory(Path.Combine(directory, "Rows")).FullName;
        for (var i = 0; i < Rows; i++)
            File.Create(Path.Combine(rows, Numbered("Row", i))).Dispose();
    }

    private static string Numbered(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
}
