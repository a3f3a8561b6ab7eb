namespace ObjectFs.Fuse;

/// <summary>What the kernel is told unasked (enum fuse_notify_code).</summary>
internal enum Notification
{
    Poll = 1,
    InvalidateInode = 2,
    InvalidateEntry = 3,
    Store = 4,
    Delete = 6,
    IncrementEpoch = 8,
}
