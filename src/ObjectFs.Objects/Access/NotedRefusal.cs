using System.Globalization;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Access;

/// <summary>A refusal as <c>.error</c> tells of it.</summary>
internal sealed record NotedRefusal(DateTimeOffset Time, Caller Caller, string Host, string Path, Failure Failure, string? Exception)
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
