using System.Text;
using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Client.Tests;

/// <summary>What Rreaddir carries.</summary>
internal static class Entries
{
    public static byte[] Of(params string[] names) => Of(names.Select((name, i) => (name, (ulong)i + 1)));

    public static byte[] Of(IEnumerable<(string Name, ulong Offset)> entries)
    {
        var room = new byte[8000];
        WireWriter writer = new(room, NinePDialect.Linux);
        foreach (var (name, offset) in entries)
        {
            writer.WriteQid(new(QidType.File, 0, offset + 100));
            writer.WriteUInt64(offset);
            writer.WriteByte(8);
            writer.WriteString(Encoding.UTF8.GetBytes(name));
        }

        return room[..writer.Length];
    }
}
