using System.Buffers.Binary;

namespace ObjectFs.WinFsp;

/// <summary>
/// Who may come in: the user, the system and the administrators, and nobody else; owner and group are the user. A self-relative SECURITY_DESCRIPTOR ([MS-DTYP] 2.4.6), which in
/// the words of SDDL is <c>O:user G:user D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;user)</c>.
/// </summary>
internal static class SecurityDescriptor
{
    private const int HeaderLength = 20;
    private const int AclHeaderLength = 8;
    private const int AceHeaderLength = 8;
    private const ushort SelfRelative = 0x8000;
    private const ushort DaclProtected = 0x1000;
    private const ushort DaclPresent = 4;
    private const uint FileAllAccess = 0x1F01FF;

    // S-1-5-18 and S-1-5-32-544
    private static readonly byte[] LocalSystem = [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0];
    private static readonly byte[] Administrators = [1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0];

    /// <param name="user">The user's SID ([MS-DTYP] 2.4.2).</param>
    public static byte[] For(ReadOnlySpan<byte> user)
    {
        var aclLength = AclHeaderLength + (3 * AceHeaderLength) + LocalSystem.Length + Administrators.Length + user.Length;
        var descriptor = new byte[HeaderLength + (2 * user.Length) + aclLength];
        var owner = HeaderLength;
        var group = owner + user.Length;
        var acl = group + user.Length;
        descriptor[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(descriptor.AsSpan(2), SelfRelative | DaclProtected | DaclPresent);
        BinaryPrimitives.WriteInt32LittleEndian(descriptor.AsSpan(4), owner);
        BinaryPrimitives.WriteInt32LittleEndian(descriptor.AsSpan(8), group);
        BinaryPrimitives.WriteInt32LittleEndian(descriptor.AsSpan(16), acl);
        user.CopyTo(descriptor.AsSpan(owner));
        user.CopyTo(descriptor.AsSpan(group));
        descriptor[acl] = 2;
        BinaryPrimitives.WriteUInt16LittleEndian(descriptor.AsSpan(acl + 2), (ushort)aclLength);
        BinaryPrimitives.WriteUInt16LittleEndian(descriptor.AsSpan(acl + 4), 3);
        var at = acl + AclHeaderLength;
        at += WriteAllowed(descriptor.AsSpan(at), LocalSystem);
        at += WriteAllowed(descriptor.AsSpan(at), Administrators);
        WriteAllowed(descriptor.AsSpan(at), user);
        return descriptor;
    }

    // ACCESS_ALLOWED_ACE ([MS-DTYP] 2.4.4.2)
    private static int WriteAllowed(Span<byte> ace, ReadOnlySpan<byte> sid)
    {
        var length = AceHeaderLength + sid.Length;
        BinaryPrimitives.WriteUInt16LittleEndian(ace[2..], (ushort)length);
        BinaryPrimitives.WriteUInt32LittleEndian(ace[4..], FileAllAccess);
        sid.CopyTo(ace[AceHeaderLength..]);
        return length;
    }
}
