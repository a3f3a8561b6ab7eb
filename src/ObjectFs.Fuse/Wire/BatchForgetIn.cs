using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <summary>How many fuse_forget_one follow (fuse_batch_forget_in).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct BatchForgetIn
{
    public uint Count;
    public uint Padding;
}
