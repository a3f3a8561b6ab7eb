using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client;

/// <summary>What a server says of a file, as the contract has it.</summary>
internal static class RemoteAttributes
{
    private const int ModeBits = 0xFFF;
    private const int ReadableDirectory = 0x16D;
    private const int ReadableFile = 0x124;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long MaxSeconds = long.MaxValue / NanosecondsPerSecond - 1;

    /// <summary>What a file is.</summary>
    public static NodeKind KindOf(Qid qid) =>
        (qid.Type & QidType.Directory) != 0 ? NodeKind.Directory : (qid.Type & QidType.Symlink) != 0 ? NodeKind.Symlink : NodeKind.File;

    /// <summary>Rgetattr.</summary>
    public static NodeAttributes From(in Attributes attributes, Connection connection)
    {
        var kind = KindOf(attributes.Qid);
        var valid = attributes.Valid;
        return new NodeAttributes
        {
            Kind = kind,
            Inode = connection.InodeOf(attributes.Qid.Path),
            Mode = (valid & AttributeMask.Mode) != 0 ? (int)attributes.Mode & ModeBits : kind == NodeKind.Directory ? ReadableDirectory : ReadableFile,
            Size = (valid & AttributeMask.Size) != 0 ? (long)Math.Min(attributes.Size, long.MaxValue) : 0,
            Links = (valid & AttributeMask.Links) != 0 ? (int)Math.Min(attributes.Links, int.MaxValue) : 0,
            Modified = (valid & AttributeMask.ModifyTime) != 0 ? Time(attributes.ModifySeconds, attributes.ModifyNanoseconds) : 0,
            Changed = (valid & AttributeMask.ChangeTime) != 0 ? Time(attributes.ChangeSeconds, attributes.ChangeNanoseconds) : 0,
            UserId = (valid & AttributeMask.UserId) != 0 ? attributes.UserId : Caller.Unknown,
            GroupId = (valid & AttributeMask.GroupId) != 0 ? attributes.GroupId : Caller.Unknown,
        };
    }

    /// <summary>Rstat.</summary>
    public static NodeAttributes From(in StatRecord stat, Connection connection) => new()
    {
        Kind = KindOf(stat.Qid),
        Inode = connection.InodeOf(stat.Qid.Path),
        Mode = ModeOf(stat.Mode),
        Size = (long)Math.Min(stat.Length, long.MaxValue),
        Modified = stat.ModifyTime * NanosecondsPerSecond,
        UserId = stat.UserId,
        GroupId = stat.GroupId,
    };

    /// <summary>Mode bits of stat(5) as chmod(2) has them.</summary>
    public static int ModeOf(Permissions permissions) =>
        ((int)permissions & 0x1FF)
        | ((permissions & Permissions.SetUserId) != 0 ? 0x800 : 0)
        | ((permissions & Permissions.SetGroupId) != 0 ? 0x400 : 0)
        | ((permissions & Permissions.Sticky) != 0 ? 0x200 : 0);

    /// <summary>Mode bits of chmod(2) as stat(5) has them; those beyond rwxrwxrwx are .u's.</summary>
    public static Permissions PermissionsOf(int mode, NinePDialect dialect)
    {
        var permissions = (Permissions)(mode & 0x1FF);
        if (dialect != NinePDialect.Unix)
            return permissions;
        return permissions
            | ((mode & 0x800) != 0 ? Permissions.SetUserId : Permissions.None)
            | ((mode & 0x400) != 0 ? Permissions.SetGroupId : Permissions.None)
            | ((mode & 0x200) != 0 ? Permissions.Sticky : Permissions.None);
    }

    private static long Time(ulong seconds, ulong nanoseconds) =>
        Math.Clamp((long)seconds, -MaxSeconds, MaxSeconds) * NanosecondsPerSecond + (long)Math.Min(nanoseconds, NanosecondsPerSecond - 1);
}
