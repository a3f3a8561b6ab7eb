using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp;

/// <summary>FSP_FSCTL_VOLUME_PARAMS, the version of 504 bytes. Timeouts are in milliseconds.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct VolumeParameters
{
    public ushort Version;
    public ushort SectorSize;
    public ushort SectorsPerAllocationUnit;
    public ushort MaxComponentLength;
    public ulong CreationTime;
    public uint SerialNumber;
    public uint TransactTimeout;
    public uint IrpTimeout;
    public uint IrpCapacity;
    public uint FileInfoTimeout;
    public VolumeFlags Flags;
    public fixed char Prefix[192];
    public fixed char FileSystemName[16];
    public uint ValidTimeouts;
    public uint VolumeInfoTimeout;
    public uint DirectoryInfoTimeout;
    public uint SecurityTimeout;
    public uint StreamInfoTimeout;
    public uint EaTimeout;
    public uint ControlCode;
    public uint Reserved32;
    public fixed ulong Reserved64[2];
}
