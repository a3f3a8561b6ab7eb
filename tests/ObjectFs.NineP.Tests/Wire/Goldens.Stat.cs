using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Tests.Wire;

/// <content>Records of stat(5).</content>
internal static partial class Goldens
{
    public const string StatOfPlan9 =
        "3300 0102 03040506 80 07000000 0800000000000000 ed010080 0a000000 0b000000 0c00000000000000 0100 66 0100 75 0100 67 0100 6d";

    public const string StatOfUnix =
        "4200 0102 03040506 02 07000000 0800000000000000 ff010002 0a000000 0b000000 0c00000000000000 0100 66 0100 75 0100 67 0100 6d 0100 74 e8030000 e9030000 ffffffff";

    public static byte[] RecordOfPlan9 { get; } = Convert.FromHexString(StatOfPlan9.Replace(" ", "", StringComparison.Ordinal));

    public static byte[] RecordOfUnix { get; } = Convert.FromHexString(StatOfUnix.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>What <see cref="StatOfPlan9"/> or <see cref="StatOfUnix"/> says.</summary>
    public static StatRecord Record(NinePDialect dialect)
    {
        var unix = dialect == NinePDialect.Unix;
        return new()
        {
            Type = 0x0201,
            Device = 0x0605_0403,
            Qid = new(unix ? QidType.Symlink : QidType.Directory, 7, 8),
            Mode = unix ? Permissions.Symlink | (Permissions)0x1ff : Permissions.Directory | (Permissions)0x1ed,
            AccessTime = 10,
            ModifyTime = 11,
            Length = 12,
            Name = "f"u8,
            UserName = "u"u8,
            GroupName = "g"u8,
            ModifierName = "m"u8,
            Extension = unix ? "t"u8 : default,
            UserId = unix ? 1000 : Protocol.NoNumber,
            GroupId = unix ? 1001 : Protocol.NoNumber,
            ModifierId = Protocol.NoNumber,
        };
    }
}
