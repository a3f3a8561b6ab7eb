namespace ObjectFs.WinFsp;

/// <content>What the options are for WinFsp.</content>
public sealed partial class WinFspMount
{
    private const int SectorLength = 512;
    private const int MaxNameLength = 255;
    private const int MaxPrefixLength = 191;
    private const int MaxLabelLength = 32;
    private const string FileSystemName = "ObjectFs";

    /// <summary>WinFsp's own choice: a thread for each processor, from 4 to 16.</summary>
    private const uint DispatcherThreads = 0;

    /// <summary>The longest that the driver lets a read wait.</summary>
    private const uint IrpTimeout = 600_000;

    private static void Check(WinFspMountOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxOpenFiles);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxWaiting);
        if (options.FileInfoTimeout < TimeSpan.Zero || options.FileInfoTimeout > TimeSpan.FromSeconds(1))
            throw new ArgumentException($"FileInfoTimeout is {options.FileInfoTimeout}; it is from zero to a second.", nameof(options));
        if (options.Label is null || options.Label.Length > MaxLabelLength)
            throw new ArgumentException($"Label is at most {MaxLabelLength} characters.", nameof(options));
        if (options.MountPoint is null || options.MountPoint.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("MountPoint is a drive (X:) or the path of a directory.", nameof(options));
        if (options.Prefix is null || (options.Prefix.Length > 0 && !IsPrefix(options.Prefix)))
            throw new ArgumentException($@"Prefix is '{options.Prefix}'; it is of the form \server\share, with one backslash in front.", nameof(options));
    }

    private static bool IsPrefix(string prefix) =>
        prefix.Length <= MaxPrefixLength && prefix.Split('\\') is ["", { Length: > 0 }, { Length: > 0 }] && !prefix.Contains('\0', StringComparison.Ordinal);

    private static unsafe VolumeParameters VolumeParametersOf(WinFspMountOptions options)
    {
        VolumeParameters parameters = new()
        {
            Version = (ushort)sizeof(VolumeParameters),
            SectorSize = SectorLength,
            SectorsPerAllocationUnit = 1,
            MaxComponentLength = MaxNameLength,
            CreationTime = (ulong)DateTime.UtcNow.ToFileTimeUtc(),
            SerialNumber = (uint)Environment.ProcessId,
            IrpTimeout = IrpTimeout,
            IrpCapacity = WinFspMountOptions.IrpCapacity,
            FileInfoTimeout = (uint)options.FileInfoTimeout.TotalMilliseconds,
            Flags = VolumeFlags.CasePreservedNames
                | VolumeFlags.UnicodeOnDisk
                | VolumeFlags.PersistentAcls
                | VolumeFlags.ReparsePoints
                | VolumeFlags.PassQueryDirectoryFileName
                | VolumeFlags.UserContextPerOpen
                | (options.ReadOnly ? VolumeFlags.ReadOnlyVolume : VolumeFlags.None),
        };
        FileSystemName.CopyTo(new Span<char>(parameters.FileSystemName, 15));
        options.Prefix.CopyTo(new Span<char>(parameters.Prefix, MaxPrefixLength));
        return parameters;
    }
}
