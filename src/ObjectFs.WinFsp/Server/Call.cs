namespace ObjectFs.WinFsp;

/// <summary>What a callback was called with. Which fields mean something depends on the <see cref="Slot"/>; pointers are WinFsp's, for the time of the call only.</summary>
internal unsafe struct Call
{
    public char* Path;
    public char* NewPath;
    public CreateOptions Options;
    public AccessRights Access;

    /// <summary>A new file's or a changed file's; <see cref="uint.MaxValue"/> leaves them as they are.</summary>
    public uint Attributes;

    /// <summary>FILETIME of the last write; 0 leaves it as it is.</summary>
    public ulong LastWriteTime;

    /// <summary>An open file: a <see cref="System.Runtime.InteropServices.GCHandle"/>.</summary>
    public nint Context;

    /// <summary>Where a new one goes.</summary>
    public nint* NewContext;

    public FileInfo* Info;
    public void* Buffer;
    public ulong Offset;
    public uint Length;

    /// <summary>Where the bytes read, written or listed go.</summary>
    public uint* Count;

    /// <summary>Where the attributes go, or null.</summary>
    public FileAttributes* FileAttributes;

    /// <summary>Room in <see cref="Buffer"/>, and then what is needed of it; or null.</summary>
    public nuint* Size;

    public CleanupFlags Cleanup;

    /// <summary>The write goes to the end of the file.</summary>
    public bool ToEnd;

    /// <summary>The write does not make the file longer.</summary>
    public bool Constrained;

    /// <summary>The size is what is to be reserved, not what is to be there.</summary>
    public bool IsAllocation;

    /// <summary>A name that exists is replaced.</summary>
    public bool Replace;

    /// <summary>To be deleted, rather than not.</summary>
    public bool Delete;
}
