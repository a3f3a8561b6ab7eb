using System.Text;

namespace ObjectFs.RealTools.Tests;

/// <summary>.NET's own File API on a mount.</summary>
public sealed class FileApiTests(Mount mount)
{
    private static int _keys;

    private readonly Thing _thing = new($"f{Interlocked.Increment(ref _keys)}");

    private string At => $"{mount.Path}/Thing/{_thing.Key}";

    [Fact]
    public void Reading_all_reads_all()
    {
        Assert.Equal("42\n", File.ReadAllText($"{At}/Number"));
        Assert.Equal(["hello"], File.ReadAllLines($"{At}/Text"));
        Assert.Equal(_thing.Bytes, File.ReadAllBytes($"{At}/Bytes"));
        Assert.Equal("42\n"u8.ToArray(), File.ReadAllBytes($"{At}/Number"));
        Assert.Equal(3, new FileInfo($"{At}/Number").Length);
    }

    [Fact]
    public void Writing_and_appending_set()
    {
        File.WriteAllText($"{At}/Number", "7");
        Assert.Equal(7, _thing.Number);
        File.AppendAllText($"{At}/Number", "8\n");
        Assert.Equal(8, _thing.Number);
        File.WriteAllLines($"{At}/Text", ["one", "two"]);
        Assert.Equal("one\ntwo", _thing.Text);
        File.WriteAllText($"{At}/Text", new string('x', 3000));
        Assert.Equal(3000, _thing.Text.Length);
    }

    [Fact]
    public void A_refused_write_throws()
    {
        Assert.Throws<IOException>(() => File.WriteAllText($"{At}/Number", "abc"));
        Assert.Equal(42, _thing.Number);
        Assert.Throws<UnauthorizedAccessException>(() => File.WriteAllText($"{At}/Key", "abc"));
        Assert.Throws<FileNotFoundException>(() => File.ReadAllText($"{At}/Nowhere"));
        Assert.Throws<UnauthorizedAccessException>(() => File.WriteAllText($"{mount.Path}/Thing/New", "abc"));
    }

    [Fact]
    public void A_stream_writes_bytes_anywhere()
    {
        using (var stream = new FileStream($"{At}/Bytes", FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Position = 10;
            stream.Write("abc"u8);
            stream.Flush(flushToDisk: true);
        }

        Assert.Equal("abc", Encoding.ASCII.GetString(_thing.Bytes, 10, 3));
        Assert.Equal(100_000, _thing.Bytes.Length);
    }

    [Fact]
    public void Directories_are_enumerated()
    {
        Assert.Contains($"{At}/Inner", Directory.GetDirectories(At));
        Assert.Contains($"{At}/Number", Directory.GetFiles(At));
        Assert.Contains(_thing.Key, Directory.EnumerateDirectories($"{mount.Path}/Thing").Select(Path.GetFileName));
        Assert.Equal(["0", "1"], Directory.GetFileSystemEntries($"{At}/List").Select(Path.GetFileName).Order());
    }
}
