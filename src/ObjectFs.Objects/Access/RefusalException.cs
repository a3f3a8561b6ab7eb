using ObjectFs.Tree;

namespace ObjectFs.Objects.Access;

/// <summary>Ends an operation on an object with a refusal of our own, from deep below; it never leaves this assembly.</summary>
/// <param name="failure">What whoever asked is told.</param>
/// <param name="cause">The exception of the program's behind it, or null.</param>
internal sealed class RefusalException(Failure failure, Exception? cause = null) : Exception(failure.ToString(), cause)
{
    public RefusalException(Errno errno, string? sentence)
        : this(new Failure(errno, sentence))
    {
    }

    public Failure Failure { get; } = failure;
}
