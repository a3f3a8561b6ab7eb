using System.Globalization;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Access;

/// <summary>A refusal as <c>.error</c> tells of it.</summary>
/// <param name="Time">When.</param>
/// <param name="Caller">Who asked.</param>
/// <param name="Host">The exported object's path.</param>
/// <param name="Path">What was refused, from there.</param>
/// <param name="Directory">The directory of the object whose <c>.error</c> it is, from there.</param>
/// <param name="Failure">Why.</param>
/// <param name="Exception">What the program threw, whole.</param>
internal sealed record NotedRefusal(DateTimeOffset Time, Caller Caller, string Host, string Path, string Directory, Failure Failure, string? Exception)
{
    public override string ToString()
    {
        var who = Caller.UserId == Caller.Unknown
            ? string.Create(CultureInfo.InvariantCulture, $"pid {Caller.ProcessId}")
            : string.Create(CultureInfo.InvariantCulture, $"uid {Caller.UserId} pid {Caller.ProcessId}");
        var text = string.Create(CultureInfo.InvariantCulture, $"{Time:yyyy-MM-ddTHH:mm:ss.fffK} {who} /{Host}{Path} {Failure.Errno}\n{Failure.Sentence}\n");
        return Exception is null ? text : $"{text}\n{Exception}\n";
    }
}
