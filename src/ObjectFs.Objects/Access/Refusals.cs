using System.Runtime.CompilerServices;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Nodes.Collections;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Access;

/// <summary>The last refusals of each object, for <c>.error</c> and <c>user.objectfs.error</c>; gone with the object. Thread-safe.</summary>
internal sealed class Refusals(TimeProvider time)
{
    private const int MaxPerObject = 16;
    private const int MaxExceptionLength = 16 * 1024;

    private readonly ConditionalWeakTable<object, List<NotedRefusal>> _byObject = [];

    public void Note(Location location, Caller caller, Failure failure, Exception? exception)
    {
        if (location.Host.Target is not { } target)
            return;
        var text = (exception is RefusalException ? exception.InnerException : exception)?.ToString();
        if (text?.Length > MaxExceptionLength)
            text = text[..MaxExceptionLength] + "…";
        var noted = new NotedRefusal(time.GetUtcNow(), caller, location.Host.KnownPath, location.Path, DirectoryOf(location), failure, text);
        var list = _byObject.GetOrCreateValue(target);
        lock (list)
        {
            list.RemoveAll(earlier => earlier.Path == noted.Path);
            if (list.Count == MaxPerObject)
                list.RemoveAt(0);
            list.Add(noted);
        }
    }

    /// <summary>The last refusal of a member of an object, or of the object itself, or null. What is in a collection counts for the member that holds it.</summary>
    public NotedRefusal? In(Location directory) => Last(directory, directory.Path, static (noted, path) => noted.Directory == path || noted.Path == path);

    /// <summary>The last refusal of a collection, or of something in it, or null.</summary>
    public NotedRefusal? Below(Location collection) => Last(collection, collection.Path, static (noted, path) =>
        noted.Path.StartsWith(path, StringComparison.Ordinal) && (noted.Path.Length == path.Length || noted.Path[path.Length] == '/'));

    /// <summary>The last refusal of one member, or null.</summary>
    public NotedRefusal? Of(Location member) => Last(member, member.Path, static (noted, path) => noted.Path == path);

    private static string DirectoryOf(Location location)
    {
        while (location is PartLocation)
            location = location.Owner!;
        return location.Owner?.Path ?? "";
    }

    private NotedRefusal? Last(Location location, string path, Func<NotedRefusal, string, bool> matches)
    {
        if (location.Host.Target is not { } target || !_byObject.TryGetValue(target, out var list))
            return null;
        lock (list)
        {
            for (var i = list.Count - 1; i >= 0; i--)
            {
                if (matches(list[i], path))
                    return list[i];
            }
        }

        return null;
    }
}
