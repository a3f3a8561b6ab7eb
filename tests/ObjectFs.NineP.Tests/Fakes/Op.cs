namespace ObjectFs.NineP.Tests;

/// <summary>The numbers of the messages once more, so that a mistake in the product's table does not go unseen.</summary>
internal static class Op
{
    public const byte Lerror = 7;
    public const byte Statfs = 8;
    public const byte Lopen = 12;
    public const byte Lcreate = 14;
    public const byte Symlink = 16;
    public const byte Mknod = 18;
    public const byte Rename = 20;
    public const byte ReadLink = 22;
    public const byte GetAttributes = 24;
    public const byte SetAttributes = 26;
    public const byte XattrWalk = 30;
    public const byte XattrCreate = 32;
    public const byte ReadDirectory = 40;
    public const byte Fsync = 50;
    public const byte Lock = 52;
    public const byte GetLock = 54;
    public const byte Link = 70;
    public const byte MakeDirectory = 72;
    public const byte RenameAt = 74;
    public const byte UnlinkAt = 76;
    public const byte TopenFd = 98;
    public const byte Version = 100;
    public const byte Auth = 102;
    public const byte Attach = 104;
    public const byte Error = 107;
    public const byte Flush = 108;
    public const byte Walk = 110;
    public const byte Open = 112;
    public const byte Create = 114;
    public const byte Read = 116;
    public const byte Write = 118;
    public const byte Clunk = 120;
    public const byte Remove = 122;
    public const byte Stat = 124;
    public const byte Wstat = 126;

    public static IReadOnlyList<byte> OfLinux { get; } =
    [
        Statfs, Lopen, Lcreate, Symlink, Mknod, Rename, ReadLink, GetAttributes, SetAttributes, XattrWalk, XattrCreate, ReadDirectory, Fsync, Lock, GetLock, Link, MakeDirectory, RenameAt,
        UnlinkAt,
    ];

    /// <summary>Not in .L.</summary>
    public static IReadOnlyList<byte> Classic { get; } = [Open, Create, Stat, Wstat];

    public static IReadOnlyList<byte> Common { get; } = [Auth, Attach, Flush, Walk, Read, Write, Clunk, Remove];

    /// <summary>What a client may send after it has begun.</summary>
    public static IReadOnlyList<byte> Of(NinePDialect dialect) => [.. Common, .. dialect == NinePDialect.Linux ? OfLinux : Classic];
}
