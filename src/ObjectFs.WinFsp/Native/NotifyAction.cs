namespace ObjectFs.WinFsp;

/// <summary>FILE_ACTION_…: what happened to a name.</summary>
internal enum NotifyAction : uint
{
    Added = 1,
    Removed = 2,
    Modified = 3,
}
