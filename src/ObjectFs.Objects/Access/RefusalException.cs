using ObjectFs.Tree;

namespace ObjectFs.Objects.Access;

/// <summary>Ends an operation on an object with a refusal of our own, from deep below; it never leaves this assembly.</summary>
internal sealed class RefusalException(Failure failure) : Exception(failure.ToString())
{
    public RefusalException(Errno errno, string? sentence)
        : this(new Failure(errno, sentence))
    {
    }

    public Failure Failure { get; } = failure;
}
