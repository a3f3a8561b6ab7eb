using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>The system call failed.</summary>
/// <param name="errno">Why, as far as the gateway tells.</param>
/// <param name="call">What was called.</param>
/// <param name="isExact">Whether the gateway tells numbers; else it tells sentences, of which the client guesses the number.</param>
public sealed class RefusedException(Errno errno, string call, bool isExact = true) : Exception($"{call}: {errno}")
{
    public Errno Errno { get; } = errno;

    public bool IsExact { get; } = isExact;
}
