using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Tests.Wire;

/// <summary>One frame at least for each message, in each dialect where it differs. Written by hand from the manual of Plan 9 (section 5), the .u draft and diod's protocol.md.</summary>
internal static partial class Goldens
{
    private static readonly NinePDialect[] Every = [NinePDialect.Plan9, NinePDialect.Unix, NinePDialect.Linux];
    private static readonly NinePDialect[] Plan9 = [NinePDialect.Plan9];
    private static readonly NinePDialect[] Unix = [NinePDialect.Unix];
    private static readonly NinePDialect[] Linux = [NinePDialect.Linux];
    private static readonly NinePDialect[] Numeric = [NinePDialect.Unix, NinePDialect.Linux];
    private static readonly NinePDialect[] Classic = [NinePDialect.Plan9, NinePDialect.Unix];

    public static IReadOnlyList<Golden> All { get; } = [.. Sessions(), .. Files(), .. Stats(), .. OfLinux(), .. AttributesOfLinux(), .. NamesOfLinux()];

    private static IEnumerable<Golden> Sessions() =>
    [
        Golden.Of("", "15000000 64 0100 00200000 0800 395032303030 2e4c", "4 s", Every, static () => new Tversion { MessageSize = 8192, Version = "9P2000.L"u8 }),
        Golden.Of("", "13000000 65 0100 00200000 0600 395032303030", "4 s", Every, static () => new Rversion { MessageSize = 8192, Version = "9P2000"u8 }),
        Golden.Of("unknown", "14000000 65 0100 ffffffff 0700 756e6b6e6f776e", "4 s", Every, static () => new Rversion { MessageSize = uint.MaxValue, Version = "unknown"u8 }),
        Golden.Of("9P2000", "10000000 66 0100 07000000 0100 75 0000", "4 s s", Plan9, static () => new Tauth { AuthFid = 7, UserName = "u"u8, NumericUser = Protocol.NoNumber }),
        Golden.Of("with a number", "14000000 66 0100 07000000 0100 75 0000 e8030000", "4 s s 4", Numeric, static () => new Tauth { AuthFid = 7, UserName = "u"u8, NumericUser = 1000 }),
        Golden.Of("", "14000000 67 0100 08 01000000 0203040506070809", "q", Every, static () => new Rauth { Qid = new(QidType.Authentication, 1, 0x0908_0706_0504_0302) }),
        Golden.Of(
            "9P2000",
            "1a000000 68 0100 01000000 ffffffff 0600 676c656e6461 0100 2f",
            "4 4 s s",
            Plan9,
            static () => new Tattach { Fid = 1, AuthFid = Protocol.NoFid, UserName = "glenda"u8, AttachName = "/"u8, NumericUser = Protocol.NoNumber }),
        Golden.Of(
            "with a number",
            "1e000000 68 0100 01000000 02000000 0600 676c656e6461 0100 2f ffffffff",
            "4 4 s s 4",
            Numeric,
            static () => new Tattach { Fid = 1, AuthFid = 2, UserName = "glenda"u8, AttachName = "/"u8, NumericUser = Protocol.NoNumber }),
        Golden.Of("", "14000000 69 0100 80 00000000 0100000000000000", "q", Every, static () => new Rattach { Qid = new(QidType.Directory, 0, 1) }),
        Golden.Of("9P2000", "0d000000 6b 0100 0400 676f6e65", "s", Plan9, static () => new Rerror { Sentence = "gone"u8 }),
        Golden.Of("with a number", "11000000 6b 0100 0400 676f6e65 02000000", "s 4", Unix, static () => new Rerror { Sentence = "gone"u8, Errno = 2 }),
        Golden.Of("", "09000000 6c 0100 0302", "2", Every, static () => new Tflush { OldTag = 0x203 }),
        Golden.Empty(MessageType.Rflush, "07000000 6d 0100", Every),
    ];

    private static IEnumerable<Golden> Files() =>
    [
        Golden.Of(
            "", "1b000000 6e 0100 01000000 02000000 0200 0300 757372 0300 726f62", "4 4 w", Every, static () => new Twalk { Fid = 1, NewFid = 2, Names = new("\u0003\0usr\u0003\0rob"u8, 2) }),
        Golden.Of("of no names", "11000000 6e 0100 01000000 02000000 0000", "4 4 w", Every, static () => new Twalk { Fid = 1, NewFid = 2 }),
        Golden.Of(
            "of 16 names",
            "41000000 6e 0100 01000000 02000000 1000 010061 010062 010063 010064 010065 010066 010067 010068 010069 01006a 01006b 01006c 01006d 01006e 01006f 010070",
            "4 4 w",
            Every,
            static () => new Twalk
            {
                Fid = 1,
                NewFid = 2,
                Names = new(
                    "\u0001\0a\u0001\0b\u0001\0c\u0001\0d\u0001\0e\u0001\0f\u0001\0g\u0001\0h\u0001\0i\u0001\0j\u0001\0k\u0001\0l\u0001\0m\u0001\0n\u0001\0o\u0001\0p"u8, 16),
            }),
        Golden.Of(
            "",
            "23000000 6f 0100 0200 80 02000000 0300000000000000 00 04000000 0500000000000000",
            "Q",
            Every,
            static () => new Rwalk { Qids = [0x80, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0] }),
        Golden.Of("of no names", "09000000 6f 0100 0000", "Q", Every, static () => default(Rwalk)),
        Golden.Of("", "0c000000 70 0100 01000000 52", "4 1", Classic, static () => new Topen { Fid = 1, Mode = (byte)(OpenMode.ReadWrite | OpenMode.Truncate | OpenMode.RemoveOnClose) }),
        Golden.Of("", "18000000 71 0100 40 02000000 0300000000000000 e81f0000", "q 4", Classic, static () => new Ropen { Qid = new(QidType.AppendOnly, 2, 3), IoUnit = 8168 }),
        Golden.Of(
            "9P2000",
            "15000000 72 0100 01000000 0300 6e6577 a4010080 01",
            "4 s 4 1",
            Plan9,
            static () => new Tcreate { Fid = 1, Name = "new"u8, Permissions = 0x8000_01a4, Mode = (byte)OpenMode.Write }),
        Golden.Of(
            ".u",
            "18000000 72 0100 01000000 0300 6e6577 ff010002 00 0100 78",
            "4 s 4 1 s",
            Unix,
            static () => new Tcreate { Fid = 1, Name = "new"u8, Permissions = (uint)Permissions.Symlink | 0x1ff, Extension = "x"u8 }),
        Golden.Of("", "18000000 73 0100 00 02000000 0300000000000000 00000000", "q 4", Classic, static () => new Rcreate { Qid = new(QidType.File, 2, 3) }),
        Golden.Of("", "17000000 74 0100 01000000 0807060504030201 00100000", "4 8 4", Every, static () => new Tread { Fid = 1, Offset = 0x0102_0304_0506_0708, Count = 4096 }),
        Golden.Of("", "0e000000 75 0100 03000000 616263", "d", Every, static () => new Rread { Data = "abc"u8 }),
        Golden.Of("at the end", "0b000000 75 0100 00000000", "d", Every, static () => default(Rread)),
        Golden.Of(
            "", "1a000000 76 0100 01000000 0807060504030201 03000000 616263", "4 8 d", Every, static () => new Twrite { Fid = 1, Offset = 0x0102_0304_0506_0708, Data = "abc"u8 }),
        Golden.Of("", "0b000000 77 0100 03000000", "4", Every, static () => new Rwrite { Count = 3 }),
        Golden.Of("", "0b000000 78 0100 04030201", "4", Every, static () => new Tclunk { Fid = 0x0102_0304 }),
        Golden.Empty(MessageType.Rclunk, "07000000 79 0100", Every),
        Golden.Of("", "0b000000 7a 0100 04030201", "4", Every, static () => new Tremove { Fid = 0x0102_0304 }),
        Golden.Empty(MessageType.Rremove, "07000000 7b 0100", Every),
    ];

    // n[2], then size[2] type[2] dev[4] qid[13] mode[4] atime[4] mtime[4] length[8] name[s] uid[s] gid[s] muid[s], and in .u extension[s] n_uid[4] n_gid[4] n_muid[4]
    private static IEnumerable<Golden> Stats() =>
    [
        Golden.Of("", "0b000000 7c 0100 04030201", "4", Classic, static () => new Tstat { Fid = 0x0102_0304 }),
        Golden.Of("9P2000", $"3e000000 7d 0100 3500 {StatOfPlan9}", "s", Plan9, static () => new Rstat { Stat = RecordOfPlan9 }),
        Golden.Of(".u", $"4d000000 7d 0100 4400 {StatOfUnix}", "s", Unix, static () => new Rstat { Stat = RecordOfUnix }),
        Golden.Of("9P2000", $"42000000 7e 0100 01000000 3500 {StatOfPlan9}", "4 s", Plan9, static () => new Twstat { Fid = 1, Stat = RecordOfPlan9 }),
        Golden.Of(".u", $"51000000 7e 0100 01000000 4400 {StatOfUnix}", "4 s", Unix, static () => new Twstat { Fid = 1, Stat = RecordOfUnix }),
        Golden.Empty(MessageType.Rwstat, "07000000 7f 0100", Classic),
    ];
}
