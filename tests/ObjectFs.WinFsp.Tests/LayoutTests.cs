using System.Runtime.CompilerServices;

namespace ObjectFs.WinFsp.Tests;

/// <summary>The structures are where WinFsp's are: sizes and offsets on 64 bits.</summary>
public sealed unsafe class LayoutTests
{
    [Fact]
    public void The_structures_are_as_large_as_WinFsps()
    {
        Assert.Equal(504, sizeof(VolumeParameters));
        Assert.Equal(72, sizeof(FileInfo));
        Assert.Equal(88, sizeof(OpenFileInfo));
        Assert.Equal(104, sizeof(DirectoryInfo));
        Assert.Equal(88, sizeof(VolumeInfo));
        Assert.Equal(12, sizeof(NotifyInfo));
        Assert.Equal(128, sizeof(TransactResponse));
        Assert.Equal(64, (int)Slot.Count);
    }

    [Fact]
    public void The_parameters_of_a_volume_are_where_WinFsp_looks_for_them()
    {
        VolumeParameters p = default;
        Assert.Equal(
            [2, 4, 6, 8, 16, 20, 24, 28, 32, 36, 40, 424, 456, 460, 464, 468, 472, 476, 480],
            [
                At(ref p, ref p.SectorSize), At(ref p, ref p.SectorsPerAllocationUnit), At(ref p, ref p.MaxComponentLength), At(ref p, ref p.CreationTime),
                At(ref p, ref p.SerialNumber), At(ref p, ref p.TransactTimeout), At(ref p, ref p.IrpTimeout), At(ref p, ref p.IrpCapacity),
                At(ref p, ref p.FileInfoTimeout), At(ref p, ref p.Flags), At(ref p, ref p.Prefix[0]), At(ref p, ref p.FileSystemName[0]),
                At(ref p, ref p.ValidTimeouts), At(ref p, ref p.VolumeInfoTimeout), At(ref p, ref p.DirectoryInfoTimeout), At(ref p, ref p.SecurityTimeout),
                At(ref p, ref p.StreamInfoTimeout), At(ref p, ref p.EaTimeout), At(ref p, ref p.ControlCode),
            ]);
    }

    [Fact]
    public void The_information_of_a_file_is_where_WinFsp_looks_for_it()
    {
        FileInfo f = default;
        OpenFileInfo o = default;
        DirectoryInfo d = default;
        Assert.Equal(
            [0, 4, 8, 16, 24, 32, 40, 48, 56, 64, 68],
            [
                At(ref f, ref f.Attributes), At(ref f, ref f.ReparseTag), At(ref f, ref f.AllocationSize), At(ref f, ref f.FileSize), At(ref f, ref f.CreationTime),
                At(ref f, ref f.LastAccessTime), At(ref f, ref f.LastWriteTime), At(ref f, ref f.ChangeTime), At(ref f, ref f.IndexNumber), At(ref f, ref f.HardLinks),
                At(ref f, ref f.EaSize),
            ]);
        Assert.Equal([0, 80], [At(ref o, ref o.Info), At(ref o, ref o.NormalizedNameSize)]);
        Assert.Equal([0, 8, 80], [At(ref d, ref d.Size), At(ref d, ref d.Info), At(ref d, ref d.NextOffset)]);
    }

    [Fact]
    public void What_goes_between_the_driver_and_its_DLL_is_where_they_look_for_it()
    {
        TransactRequest q = default;
        TransactResponse r = default;
        NotifyInfo n = default;
        VolumeInfo v = default;
        FileSystem s = default;
        Assert.Equal([2, 4, 8], [At(ref q, ref q.Size), At(ref q, ref q.Kind), At(ref q, ref q.Hint)]);
        Assert.Equal(
            [2, 4, 8, 16, 20, 24],
            [At(ref r, ref r.Size), At(ref r, ref r.Kind), At(ref r, ref r.Hint), At(ref r, ref r.Information), At(ref r, ref r.Status), At(ref r, ref r.Info)]);
        Assert.Equal([4, 8], [At(ref n, ref n.Filter), At(ref n, ref n.Action)]);
        Assert.Equal([8, 16, 18], [At(ref v, ref v.FreeSize), At(ref v, ref v.LabelLength), At(ref v, ref v.Label[0])]);
        Assert.Equal([8], [At(ref s, ref s.UserContext)]);
    }

    private static int At<TStruct, TField>(ref TStruct structure, ref TField field)
        where TStruct : unmanaged
        where TField : unmanaged =>
        (int)Unsafe.ByteOffset(ref Unsafe.As<TStruct, byte>(ref structure), ref Unsafe.As<TField, byte>(ref field));
}
