using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>The system call failed.</summary>
public sealed class RefusedException(Errno errno, string call) : Exception($"{call}: {errno}")
{
    public Errno Errno { get; } = errno;
}
