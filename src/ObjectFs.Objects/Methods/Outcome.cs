using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods;

/// <summary>How a call ended.</summary>
/// <param name="Result">What it answered, or null where that was too much to be kept.</param>
/// <param name="Failure">Why it has no answer, or only the beginning of one; null where it has.</param>
/// <param name="IsCancelled">Its caller gave up.</param>
internal sealed record Outcome(ReadOnlyMemory<byte>? Result, Failure? Failure, bool IsCancelled)
{
    /// <summary>Bytes of a result that are kept for those who ask later.</summary>
    public const int KeptBytes = 1 << 20;

    /// <summary>The sentence, or nothing.</summary>
    public byte[] ErrorText => Failure is { } failure ? Encoding.UTF8.GetBytes($"{failure}\n") : [];

    public string Status => Failure is null ? "done" : IsCancelled ? "cancelled" : "failed";
}
