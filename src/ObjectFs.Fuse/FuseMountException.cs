using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>A mount that cannot be: what is wrong, and what to do about it.</summary>
public sealed class FuseMountException : IOException
{
    /// <summary>A mount that cannot be.</summary>
    public FuseMountException(Errno errno, string sentence, string remedy)
        : base($"{sentence} {remedy}")
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
