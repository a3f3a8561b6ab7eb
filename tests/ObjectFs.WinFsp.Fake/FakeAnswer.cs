namespace ObjectFs.WinFsp.Fake;

/// <summary>What an operation appends to a response (FSP_FSCTL_TRANSACT_RSP): a mark by which it is known again, of a size that whoever sends it has to pad.</summary>
internal static unsafe class FakeAnswer
{
    private const int MarkSize = 3;
    private const byte Mark = 0xAB;
    private const ulong Secret = 0x5A5A5A5A;

    public static void Append(TransactResponse* response)
    {
        response->Information = (uint)(response->Hint ^ Secret);
        new Span<byte>(response + 1, MarkSize).Fill(Mark);
        response->Size += MarkSize;
    }

    /// <summary>Whether it is what an operation answered, whole, and padded with zeros to words of 8 bytes.</summary>
    public static bool IsMarked(TransactResponse* response) =>
        response->Size == sizeof(TransactResponse) + sizeof(ulong)
        && response->Information == (uint)(response->Hint ^ Secret)
        && new ReadOnlySpan<byte>(response + 1, sizeof(ulong)).SequenceEqual((ReadOnlySpan<byte>)[Mark, Mark, Mark, 0, 0, 0, 0, 0]);
}
