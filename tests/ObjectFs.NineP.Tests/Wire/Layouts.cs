using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;

namespace ObjectFs.NineP.Tests.Wire;

/// <summary>
/// Bodies made from their layout alone: <c>1 2 4 8</c> are numbers of so many bytes, <c>q</c> a qid, <c>s</c> len[2] and bytes, <c>d</c> len[4] and bytes, <c>w</c> a
/// count[2] of at most 16 names, <c>Q</c> a count[2] of qids.
/// </summary>
internal static class Layouts
{
    public static Gen<byte[]> Bodies(string layout) =>
        layout.Where(static field => field != ' ').Aggregate(Gen.Constant(Array.Empty<byte>()), static (body, field) => body.SelectMany(start => Field(field).Select(byte[] (end) => [.. start, .. end])));

    private static Gen<byte[]> Field(char field) => field switch
    {
        '1' or '2' or '4' or '8' => Bytes(field - '0'),
        'q' => Bytes(13),
        's' => Counted(300, 1, 2),
        'd' => Counted(5000, 1, 4),
        'Q' => Counted(16, 13, 2),
        'w' => Gen.Choose(0, 16).SelectMany(static count => Counted(40, 1, 2).ArrayOf(count).Select(byte[] (names) => [.. Number(count, 2), .. names.SelectMany(static name => name)])),
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    private static Gen<byte[]> Counted(int most, int unit, int width) =>
        Gen.Choose(0, most).SelectMany(count => Bytes(count * unit).Select(byte[] (bytes) => [.. Number(count, width), .. bytes]));

    private static Gen<byte[]> Bytes(int count) => Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf(count);

    private static byte[] Number(int value, int width)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes[..width];
    }
}
