using ObjectFs.Objects.Nodes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Access;

/// <summary>Who hears of a refusal, and of what.</summary>
/// <param name="Location">What was to be read or written.</param>
/// <param name="Caller">Who asked, or null where a refusal is answered otherwise than with an error (stat shows size 0) and is not to be noted.</param>
internal readonly record struct Requester(Location Location, Caller? Caller)
{
    /// <summary>The refusal with the member's name in front, noted for <c>.error</c>.</summary>
    public Failure Refuse(Failure failure, Exception? exception)
    {
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
