using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>Lookups of one node that are forgotten (fuse_forget_one).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ForgetOne
{
    public ulong NodeId;
    public ulong Lookups;
}
