using System.Buffers;
using System.Globalization;
using System.Text;

namespace ObjectFs.NineP.Peers.Guests;

/// <summary>An archive in the <c>newc</c> format, which Linux unpacks as its first file system. Archives can be put one behind the other.</summary>
internal sealed class CpioArchive
{
    private const int Directory = 0x4000 | 0b111_101_101;
    private const int File = 0x8000 | 0b111_101_101;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private int _inode;

    public void AddDirectory(string name) => Add(name, Directory, []);

    public void AddFile(string name, ReadOnlySpan<byte> content) => Add(name, File, content);

    public void AddFile(string name, string content) => AddFile(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Ends the archive.</summary>
    public byte[] Finish()
    {
        Add("TRAILER!!!", 0, []);
        return _bytes.WrittenSpan.ToArray();
    }

    private void Add(string name, int mode, ReadOnlySpan<byte> content)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name);

        // inode, mode, uid, gid, links, mtime, size, the device's and the special file's numbers, the name's length with its NUL, checksum
        ReadOnlySpan<int> fields = [++_inode, mode, 0, 0, 1, 0, content.Length, 0, 0, 0, 0, nameBytes.Length + 1, 0];
        var header = new StringBuilder("070701");
        foreach (var field in fields)
            header.Append(CultureInfo.InvariantCulture, $"{field:X8}");
        _bytes.Write<byte>(Encoding.ASCII.GetBytes(header.ToString()));
        _bytes.Write<byte>(nameBytes);
        _bytes.Write("\0"u8);
        Align();
        _bytes.Write(content);
        Align();
    }

    private void Align()
    {
        while (_bytes.WrittenCount % 4 != 0)
            _bytes.Write("\0"u8);
    }
}
