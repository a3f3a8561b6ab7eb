using System.Text;

namespace ObjectFs.NineP.Tests.Fuzz;

/// <summary>Values that have hurt others.</summary>
internal static class Hostile
{
    private static readonly ulong[] Numbers =
    [
        0, 1, 2, 3, 4, 7, 8, 11, 16, 17, 23, 24, 0x40, 0x41, 0x80, 0xff, 0x100, 0x200, 0x7ff, 0xfff, 4096, 8192, 0x7fff, 0x8000, 0x8001, 0xffff, 0x10000, 65536 - 24, 0x10_0000,
        0x7fff_ffff, 0x8000_0000, 0x8000_01ff, 0xffff_fff0, 0xffff_fffe, 0xffff_ffff, 0x1_0000_0000, 1UL << 40, 1UL << 62, long.MaxValue, 1UL << 63, ulong.MaxValue - 1, ulong.MaxValue,
    ];

    private static readonly byte[][] Texts =
    [
        [], "."u8.ToArray(), ".."u8.ToArray(), "/"u8.ToArray(), "../../etc"u8.ToArray(), "a/b"u8.ToArray(), "\0"u8.ToArray(), [0xff, 0xfe], [0xed, 0xa0, 0x80], "new"u8.ToArray(), "newer"u8.ToArray(),
        "user.x"u8.ToArray(), "9P2000"u8.ToArray(), "x\r\n\u001b[2J"u8.ToArray(), [.. Enumerable.Repeat((byte)'x', 255)], [.. Enumerable.Repeat((byte)'x', 256)], [.. Enumerable.Repeat((byte)0xff, 256)], [.. Enumerable.Repeat((byte)'x', 5000)],
    ];

    public static ulong Number(Random random) => random.Next(4) == 0 ? (ulong)random.NextInt64() : Numbers[random.Next(Numbers.Length)];

    /// <summary>Often one that is bound.</summary>
    public static uint Fid(Random random) => random.Next(8) == 0 ? (uint)Number(random) : (uint)random.Next(12);

    public static byte[] Text(Random random) => random.Next(3) == 0 ? Texts[random.Next(Texts.Length)] : Encoding.UTF8.GetBytes(FuzzTree.Names[random.Next(FuzzTree.Names.Count)]);

    /// <summary>A body of the shape that its type has.</summary>
    public static Body Body(byte type, NinePDialect dialect, Random random)
    {
        Body body = new();
        foreach (var field in Shape(type, dialect))
        {
            _ = field switch
            {
                '1' => body.U8((byte)Number(random)),
                '2' => body.U16((ushort)Number(random)),
                '4' => body.U32((uint)Number(random)),
                '8' => body.U64(Number(random)),
                'f' => body.U32(Fid(random)),
                's' => body.Text(Text(random)),
                'd' => body.Data(new byte[random.Next(3) == 0 ? random.Next(8000) : random.Next(20)]),
                'w' => Names(body, random),
                _ => Record(body, dialect, random),
            };
        }

        return body;
    }

    private static Body Names(Body body, Random random)
    {
        var count = random.Next(6) == 0 ? random.Next(17) : random.Next(3);
        body.U16(count);
        for (var i = 0; i < count; i++)
            body.Text(Text(random));
        return body;
    }

    private static Body Record(Body body, NinePDialect dialect, Random random)
    {
        Body record = new();
        foreach (var field in "2418444448")
            _ = random.Next(3) == 0 && field != '8' ? record.Raw([.. Enumerable.Repeat((byte)random.Next(256), field - '0')]) : record.Raw([.. Enumerable.Repeat((byte)0xff, field - '0')]);
        var fields = record.Bytes[..39];
        record = new Body().Raw(fields).Text(Text(random)).Text("").Text("").Text("");
        if (dialect == NinePDialect.Unix)
            record.Text("").U32(uint.MaxValue).U32(uint.MaxValue).U32(uint.MaxValue);
        var whole = new Body().U16(record.Bytes.Length).Raw(record.Bytes).Bytes;
        return body.Text(whole);
    }

    private static string Shape(byte type, NinePDialect dialect)
    {
        var numeric = dialect == NinePDialect.Plan9 ? "" : "4";
        return type switch
        {
            Op.Version => "4s",
            Op.Auth => "fss" + numeric,
            Op.Attach => "ffss" + numeric,
            Op.Flush => "2",
            Op.Walk => "ffw",
            Op.Open => "f1",
            Op.Create => dialect == NinePDialect.Unix ? "fs41s" : "fs41",
            Op.Read or Op.ReadDirectory => "f84",
            Op.Write => "f8d",
            Op.Wstat => "fr",
            Op.Lopen or Op.Fsync => "f4",
            Op.Lcreate => "fs444",
            Op.Symlink => "fss4",
            Op.Mknod => "fs4444",
            Op.Rename or Op.Link or Op.XattrWalk => "ffs",
            Op.GetAttributes => "f8",
            Op.SetAttributes => "f444488888",
            Op.XattrCreate => "fs84",
            Op.Lock => "f14884s",
            Op.GetLock => "f1884s",
            Op.MakeDirectory => "fs44",
            Op.RenameAt => "fsfs",
            Op.UnlinkAt => "fs4",
            _ => "f",
        };
    }
}
