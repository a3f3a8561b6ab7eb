using ObjectFs.Objects.Nodes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Access;

/// <summary>Who hears of a refusal, and of what.</summary>
/// <param name="Location">What was to be read or written; null for what only names an object.</param>
/// <param name="Overdue">The count of calls that never came back.</param>
/// <param name="Caller">Who asked, or null where a refusal is answered otherwise than with an error (stat shows size 0) and is not to be noted.</param>
internal readonly record struct Requester(Location? Location, Overdue Overdue, Caller? Caller)
{
    public Requester(Location location, Caller? caller)
        : this(location, location.Overdue, caller)
    {
    }

    /// <summary>The refusal with the member's name in front, noted for <c>.error</c>.</summary>
    public Failure Refuse(Failure failure, Exception? exception)
    {
        if (Location is null)
            return failure;
        var named = failure with { Sentence = $"{Location.Name}: {failure.Sentence ?? Describe(failure.Errno)}" };
        if (Caller is { } caller)
            Location.Host.Registry.Refusals.Note(Location, caller, named, exception);
        return named;
    }

    private static string Describe(Errno errno) => errno switch
    {
        Errno.EACCES => "permission denied",
        Errno.ENOENT => "there is no such thing",
        _ => errno.ToString(),
    };
}
