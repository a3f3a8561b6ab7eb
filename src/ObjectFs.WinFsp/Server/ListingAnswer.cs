namespace ObjectFs.WinFsp;

/// <summary>The records of one answer to ReadDirectory.</summary>
/// <param name="library">Lays records out.</param>
/// <param name="buffer">Where to.</param>
/// <param name="length">How much of the buffer may be used, in bytes.</param>
internal sealed class ListingAnswer(WinFspLibrary library, byte[] buffer, int length)
{
    private const int MaxNameLength = 255;

    /// <summary>What is there so far.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, Used);

    private int Used { get; set; }

    /// <summary>Adds an entry, or says that there is no room.</summary>
    public unsafe bool Add(in FileInfo info, string name)
    {
        // longer than Windows can take: left out, rather than failing the whole listing
        if (name.Length > MaxNameLength)
            return true;
        var record = stackalloc byte[sizeof(DirectoryInfo) + (MaxNameLength * sizeof(char))];
        *(DirectoryInfo*)record = new DirectoryInfo { Size = (ushort)(sizeof(DirectoryInfo) + (name.Length * sizeof(char))), Info = info };
        name.CopyTo(new Span<char>(record + sizeof(DirectoryInfo), MaxNameLength));
        return Add((DirectoryInfo*)record);
    }

    /// <summary>There are no more.</summary>
    public unsafe void End() => Add(null);

    private unsafe bool Add(DirectoryInfo* record)
    {
        var used = (uint)Used;
        fixed (byte* start = buffer)
        {
            if (library.AddDirectoryInfo(record, start, (uint)length, &used) == 0)
                return false;
        }

        Used = (int)used;
        return true;
    }
}
