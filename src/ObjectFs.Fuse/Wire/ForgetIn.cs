using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>Lookups that are forgotten (fuse_forget_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ForgetIn
{
    public ulong Lookups;
}
