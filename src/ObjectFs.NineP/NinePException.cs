using ObjectFs.Tree;

namespace ObjectFs.NineP;

/// <summary>A server that cannot start, a connection that cannot be, or one that was lost: what is wrong, and what to do about it.</summary>
public sealed class NinePException : IOException
{
    /// <summary>A failure with its remedy.</summary>
    public NinePException(Errno errno, string sentence, string remedy, Exception? innerException = null)
        : base($"{sentence} {remedy}", innerException)
    {
        Errno = errno;
        Sentence = sentence;
        Remedy = remedy;
    }

    /// <summary>The system's number for what is wrong.</summary>
    public Errno Errno { get; }

    /// <summary>What is wrong.</summary>
    public string Sentence { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }
}
