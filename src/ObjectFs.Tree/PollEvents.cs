namespace ObjectFs.Tree;

/// <summary>What a handle is ready for; the numbers are those of poll(2).</summary>
[Flags]
public enum PollEvents
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A read will not block (POLLIN).</summary>
    Readable = 0x1,

    /// <summary>The value is another than this handle last saw: seek to 0 and read again (POLLPRI, as sysfs has it).</summary>
    Priority = 0x2,

    /// <summary>A write will not block (POLLOUT).</summary>
    Writable = 0x4,

    /// <summary>Comes with <see cref="Priority"/>, as in sysfs, or says that the file is gone (POLLERR).</summary>
    Error = 0x8,

    /// <summary>Nothing will ever come again (POLLHUP).</summary>
    HangUp = 0x10,
}
