namespace ObjectFs.WinFsp.Fake;

/// <summary>What a file system may not do to WinFsp. The numbers are the stand-in's as well.</summary>
[Flags]
internal enum Violations : uint
{
    None = 0,

    /// <summary>An answer whose size or kind is not that of its request.</summary>
    ResponseMalformed = 1,

    /// <summary>An answer to what was never asked, or is answered already.</summary>
    ResponseUnknown = 2,

    /// <summary>An answer in the memory that belongs to the dispatcher.</summary>
    ResponseBorrowed = 4,

    /// <summary>Anything at all after FspFileSystemDelete.</summary>
    AfterDelete = 8,

    /// <summary>FspFileSystemStopDispatcher from one of the threads that it waits for.</summary>
    StopFromCallback = 16,

    /// <summary>FspFileSystemDelete while the dispatcher runs.</summary>
    DeleteWhileRunning = 32,

    /// <summary>A record of a notification that ends it early, or a path that is none.</summary>
    NotifyMalformed = 64,

    /// <summary>A notification outside of begin and end.</summary>
    NotifyUnbalanced = 128,

    /// <summary>A request that was not answered within a minute.</summary>
    NeverAnswered = 256,

    /// <summary>Something of a request asked for on a thread that is not the dispatcher's.</summary>
    ContextOutside = 512,

    /// <summary>A device that does not go with the prefix, or parameters that are none.</summary>
    ParametersMalformed = 1024,

    /// <summary>What may have to wait for the program, on one of the dispatcher's few threads.</summary>
    DispatcherHeld = 2048,
}
