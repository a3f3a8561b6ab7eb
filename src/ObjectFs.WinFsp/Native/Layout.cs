namespace ObjectFs.WinFsp;

/// <summary>The sizes that WinFsp's headers give the structures; a runtime that lays them out otherwise must not come near a driver.</summary>
internal static unsafe class Layout
{
    /// <exception cref="PlatformNotSupportedException">A size is another.</exception>
    public static void Check()
    {
        Check(sizeof(FileInfo), 72, "FSP_FSCTL_FILE_INFO");
        Check(sizeof(OpenFileInfo), 88, "FSP_FSCTL_OPEN_FILE_INFO");
        Check(sizeof(DirectoryInfo), 104, "FSP_FSCTL_DIR_INFO");
        Check(sizeof(VolumeInfo), 88, "FSP_FSCTL_VOLUME_INFO");
        Check(sizeof(VolumeParameters), 504, "FSP_FSCTL_VOLUME_PARAMS");
        Check(sizeof(NotifyInfo), 12, "FSP_FSCTL_NOTIFY_INFO");
        Check(sizeof(TransactResponse), 128, "FSP_FSCTL_TRANSACT_RSP");
        Check(sizeof(TransactRequest), 16, "the head of FSP_FSCTL_TRANSACT_REQ");
        Check(sizeof(FileSystem), 16, "the head of FSP_FILE_SYSTEM");
    }

    private static void Check(int size, int expected, string what)
    {
        if (size != expected)
            throw new PlatformNotSupportedException($"{what} has {size} bytes here and {expected} in WinFsp, which exists for 64-bit processes (x64, ARM64).");
    }
}
