using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp.Fake;

/// <summary>The memory of one request: the dispatcher uses it again as soon as the callback has returned, which overwriting it shows.</summary>
internal sealed unsafe class Requested : IDisposable
{
    private readonly byte* _block;
    private readonly int[] _starts;

    /// <param name="texts">What the request holds, each ended by NUL; null for what it does not say.</param>
    public Requested(params ReadOnlySpan<string?> texts)
    {
        _starts = new int[texts.Length];
        foreach (var text in texts)
            Size += text is null ? 0 : (uint)(text.Length + 1) * sizeof(char);
        _block = (byte*)NativeMemory.AllocZeroed(Size + 1);
        var at = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            _starts[i] = texts[i] is null ? -1 : at;
            texts[i].AsSpan().CopyTo(new Span<char>(_block + at, texts[i]?.Length ?? 0));
            at += texts[i] is { } text ? (text.Length + 1) * sizeof(char) : 0;
        }
    }

    public uint Size { get; }

    public byte* Block => _block;

    public ulong this[int index] => _starts[index] < 0 ? 0 : (ulong)(_block + _starts[index]);

    public void Dispose() => NativeMemory.Free(_block);
}
