namespace ObjectFs.Objects.Values;

/// <summary>How reading a part of a text went.</summary>
internal enum Reading
{
    /// <summary>There it is.</summary>
    Done,

    /// <summary>It has another form.</summary>
    Malformed,

    /// <summary>The form is right, but there is no such day, time or offset.</summary>
    OutOfRange,

    /// <summary>More digits than a tick of 100 nanoseconds holds.</summary>
    TooFine,
}
