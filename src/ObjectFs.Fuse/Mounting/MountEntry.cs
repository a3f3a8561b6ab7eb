namespace ObjectFs.Fuse;

/// <summary>A line of the mount table.</summary>
/// <param name="Id">Tells this mount from a later one at the same place.</param>
/// <param name="Device">Major and minor number; the minor one of a FUSE mount is its connection's.</param>
/// <param name="Point">The directory.</param>
/// <param name="Type">The file system's type.</param>
/// <param name="Source">What was mounted.</param>
/// <param name="UserId">Whose FUSE mount it is; null where the table does not say.</param>
internal sealed record MountEntry(int Id, string Device, string Point, string Type, string Source, uint? UserId = null)
{
    /// <summary>The type of our own mounts.</summary>
    public const string OwnType = "fuse.objectfs";
}
