using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Tests.Wire;

/// <content>What only 9P2000.L has (diod's protocol.md).</content>
internal static partial class Goldens
{
    private static IEnumerable<Golden> OfLinux() =>
    [
        Golden.Of("", "0b000000 07 0100 5f000000", "4", Linux, static () => new Rlerror { Errno = 95 }),
        Golden.Of("", "0b000000 08 0100 01000000", "4", Linux, static () => new Tstatfs { Fid = 1 }),
        Golden.Of(
            "",
            "43000000 09 0100 97190201 00100000 0200000000000000 0300000000000000 0400000000000000 0500000000000000 0600000000000000 0700000000000000 ff000000",
            "4 4 8 8 8 8 8 8 4",
            Linux,
            static () => new Rstatfs
            {
                Magic = 0x0102_1997,
                BlockSize = 4096,
                Blocks = 2,
                FreeBlocks = 3,
                AvailableBlocks = 4,
                Files = 5,
                FreeFiles = 6,
                Id = 7,
                NameLength = 255,
            }),
        Golden.Of("", "0f000000 0c 0100 01000000 02820100", "4 4", Linux, static () => new Tlopen { Fid = 1, Flags = 0x1_8202 }),
        Golden.Of("", "18000000 0d 0100 00 02000000 0300000000000000 04000000", "q 4", Linux, static () => new Rlopen { Qid = new(QidType.File, 2, 3), IoUnit = 4 }),
        Golden.Of(
            "",
            "1c000000 0e 0100 01000000 0300 6e6577 41800000 a4810000 e8030000",
            "4 s 4 4 4",
            Linux,
            static () => new Tlcreate { Fid = 1, Name = "new"u8, Flags = 0x8041, Mode = 0x81a4, GroupId = 1000 }),
        Golden.Of("", "18000000 0f 0100 00 02000000 0300000000000000 04000000", "q 4", Linux, static () => new Rlcreate { Qid = new(QidType.File, 2, 3), IoUnit = 4 }),
        Golden.Of("", "17000000 28 0100 01000000 0807060504030201 00100000", "4 8 4", Linux, static () => new Treaddir { Fid = 1, Offset = 0x0102_0304_0506_0708, Count = 4096 }),
        Golden.Of(
            "",
            "24000000 29 0100 19000000 80 02000000 0300000000000000 0400000000000000 04 0100 66",
            "d",
            Linux,
            static () => new Rreaddir { Data = [0x80, 2, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, (byte)'f'] }),
        Golden.Of("", "0f000000 32 0100 01000000 02000000", "4 4", Linux, static () => new Tfsync { Fid = 1, DataSync = 2 }),
        Golden.Empty(MessageType.Rfsync, "07000000 33 0100", Linux),
        Golden.Of(
            "",
            "27000000 34 0100 01000000 02 01000000 0300000000000000 0400000000000000 05000000 0100 63",
            "4 1 4 8 8 4 s",
            Linux,
            static () => new Tlock { Fid = 1, Lock = (byte)LockType.Unlock, Flags = 1, Start = 3, Length = 4, ProcessId = 5, ClientId = "c"u8 }),
        Golden.Of("", "08000000 35 0100 01", "1", Linux, static () => new Rlock { Status = (byte)LockStatus.Blocked }),
        Golden.Of(
            "",
            "23000000 36 0100 01000000 01 0300000000000000 0400000000000000 05000000 0100 63",
            "4 1 8 8 4 s",
            Linux,
            static () => new Tgetlock { Fid = 1, Lock = (byte)LockType.Write, Start = 3, Length = 4, ProcessId = 5, ClientId = "c"u8 }),
        Golden.Of(
            "",
            "1f000000 37 0100 02 0300000000000000 0400000000000000 05000000 0100 63",
            "1 8 8 4 s",
            Linux,
            static () => new Rgetlock { Lock = (byte)LockType.Unlock, Start = 3, Length = 4, ProcessId = 5, ClientId = "c"u8 }),
    ];

    private static IEnumerable<Golden> AttributesOfLinux() =>
    [
        Golden.Of("", "13000000 18 0100 01000000 ff17000000000000", "4 8", Linux, static () => new Tgetattr { Fid = 1, RequestMask = 0x17ff }),
        Golden.Of(
            "",
            "a0000000 19 0100 ff3f000000000000 80 02000000 0300000000000000 ed410000 04000000 05000000 0600000000000000 0700000000000000 0800000000000000 0900000000000000"
            + "0a00000000000000 0b00000000000000 0c00000000000000 0d00000000000000 0e00000000000000 0f00000000000000 1000000000000000 1100000000000000 1200000000000000"
            + "1300000000000000 1400000000000000",
            "8 q 4 4 4 8 8 8 8 8 8 8 8 8 8 8 8 8 8 8",
            Linux,
            static () => new Rgetattr
            {
                Attributes = new()
                {
                    Valid = AttributeMask.Basic | AttributeMask.BirthTime | AttributeMask.Generation | AttributeMask.DataVersion,
                    Qid = new(QidType.Directory, 2, 3),
                    Mode = 0x41ed,
                    UserId = 4,
                    GroupId = 5,
                    Links = 6,
                    Device = 7,
                    Size = 8,
                    BlockSize = 9,
                    Blocks = 10,
                    AccessSeconds = 11,
                    AccessNanoseconds = 12,
                    ModifySeconds = 13,
                    ModifyNanoseconds = 14,
                    ChangeSeconds = 15,
                    ChangeNanoseconds = 16,
                    BirthSeconds = 17,
                    BirthNanoseconds = 18,
                    Generation = 19,
                    DataVersion = 20,
                },
            }),
        Golden.Of(
            "",
            "43000000 1a 0100 01000000 ff010000 a4810000 02000000 03000000 0400000000000000 0500000000000000 0600000000000000 0700000000000000 0800000000000000",
            "4 4 4 4 4 8 8 8 8 8",
            Linux,
            static () => new Tsetattr
            {
                Fid = 1,
                Valid = (uint)SetAttributeMask.All,
                Mode = 0x81a4,
                UserId = 2,
                GroupId = 3,
                Size = 4,
                AccessSeconds = 5,
                AccessNanoseconds = 6,
                ModifySeconds = 7,
                ModifyNanoseconds = 8,
            }),
        Golden.Empty(MessageType.Rsetattr, "07000000 1b 0100", Linux),
        Golden.Of("", "17000000 1e 0100 01000000 02000000 0600 757365722e78", "4 4 s", Linux, static () => new Txattrwalk { Fid = 1, NewFid = 2, Name = "user.x"u8 }),
        Golden.Of("", "0f000000 1f 0100 0807060504030201", "8", Linux, static () => new Rxattrwalk { Size = 0x0102_0304_0506_0708 }),
        Golden.Of(
            "",
            "1f000000 20 0100 01000000 0600 757365722e78 0807060504030201 02000000",
            "4 s 8 4",
            Linux,
            static () => new Txattrcreate { Fid = 1, Name = "user.x"u8, Size = 0x0102_0304_0506_0708, Flags = 2 }),
        Golden.Empty(MessageType.Rxattrcreate, "07000000 21 0100", Linux),
    ];

    private static IEnumerable<Golden> NamesOfLinux() =>
    [
        Golden.Of(
            "", "18000000 10 0100 01000000 0200 6c6e 0300 2f746f e8030000", "4 s s 4", Linux, static () => new Tsymlink { DirectoryFid = 1, Name = "ln"u8, Target = "/to"u8, GroupId = 1000 }),
        Golden.Of("", "14000000 11 0100 02 02000000 0300000000000000", "q", Linux, static () => new Rsymlink { Qid = new(QidType.Symlink, 2, 3) }),
        Golden.Of(
            "",
            "21000000 12 0100 01000000 0400 6e756c6c b6210000 01000000 03000000 e8030000",
            "4 s 4 4 4 4",
            Linux,
            static () => new Tmknod { DirectoryFid = 1, Name = "null"u8, Mode = 0x21b6, Major = 1, Minor = 3, GroupId = 1000 }),
        Golden.Of("", "14000000 13 0100 00 02000000 0300000000000000", "q", Linux, static () => new Rmknod { Qid = new(QidType.File, 2, 3) }),
        Golden.Of("", "12000000 14 0100 01000000 02000000 0100 6e", "4 4 s", Linux, static () => new Trename { Fid = 1, DirectoryFid = 2, Name = "n"u8 }),
        Golden.Empty(MessageType.Rrename, "07000000 15 0100", Linux),
        Golden.Of("", "0b000000 16 0100 01000000", "4", Linux, static () => new Treadlink { Fid = 1 }),
        Golden.Of("", "0c000000 17 0100 0300 2f746f", "s", Linux, static () => new Rreadlink { Target = "/to"u8 }),
        Golden.Of("", "12000000 46 0100 01000000 02000000 0100 6e", "4 4 s", Linux, static () => new Tlink { DirectoryFid = 1, Fid = 2, Name = "n"u8 }),
        Golden.Empty(MessageType.Rlink, "07000000 47 0100", Linux),
        Golden.Of(
            "", "16000000 48 0100 01000000 0100 64 ed010000 e8030000", "4 s 4 4", Linux, static () => new Tmkdir { DirectoryFid = 1, Name = "d"u8, Mode = 0x1ed, GroupId = 1000 }),
        Golden.Of("", "14000000 49 0100 80 02000000 0300000000000000", "q", Linux, static () => new Rmkdir { Qid = new(QidType.Directory, 2, 3) }),
        Golden.Of(
            "",
            "15000000 4a 0100 01000000 0100 61 02000000 0100 62",
            "4 s 4 s",
            Linux,
            static () => new Trenameat { OldDirectoryFid = 1, OldName = "a"u8, NewDirectoryFid = 2, NewName = "b"u8 }),
        Golden.Empty(MessageType.Rrenameat, "07000000 4b 0100", Linux),
        Golden.Of("", "12000000 4c 0100 01000000 0100 61 00020000", "4 s 4", Linux, static () => new Tunlinkat { DirectoryFid = 1, Name = "a"u8, Flags = 0x200 }),
        Golden.Empty(MessageType.Runlinkat, "07000000 4d 0100", Linux),
    ];
}
