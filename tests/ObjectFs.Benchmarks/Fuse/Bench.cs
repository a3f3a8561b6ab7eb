namespace ObjectFs.Benchmarks.Fuse;

/// <summary>What our side serves as <c>/Bench/1</c>: the same files with the same content as <c>peer/server.c</c>.</summary>
[Export]
internal sealed class Bench
{
    private const int BigSize = 256 << 20;

    public Bench()
    {
        Big = GC.AllocateUninitializedArray<byte>(BigSize);
        Big.AsSpan().Fill((byte)'b');
    }

    public string Small0 { get; set; } = Text;

    public string Small1 { get; set; } = Text;

    public string Small2 { get; set; } = Text;

    public string Small3 { get; set; } = Text;

    public string Text0 { get; set; } = Text;

    public string Text1 { get; set; } = Text;

    public string Text2 { get; set; } = Text;

    public string Text3 { get; set; } = Text;

    public int Number0 { get; set; } = 1000000;

    public int Number1 { get; set; } = 1000000;

    public int Number2 { get; set; } = 1000000;

    public int Number3 { get; set; } = 1000000;

    public byte[] Big { get; set; }

    // 64 bytes with the newline that ends a text
    private static string Text => new('v', 63);
}
