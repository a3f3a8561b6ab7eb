using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Service;

/// <content>Checking what was written in the twin, as the live member would, without setting it.</content>
internal sealed partial class Transaction
{
    /// <summary>Parses and checks a text for a place, and keeps its value.</summary>
    /// <param name="key">The place.</param>
    /// <param name="location">Where it is to go.</param>
    /// <param name="file">The live file.</param>
    /// <param name="content">All of the text; null for null.</param>
    /// <param name="caller">Who wrote it.</param>
    public async ValueTask<Result> StageAsync(ulong key, Location location, ValueFile? file, byte[]? content, Caller caller)
    {
        var (staged, now) = (Find(key), registry.Now);
        var checkedValue = await location.WriteAsync(caller, (location, staged, file, content, now), static state =>
            (Result<StagedValue>)Check(state.location, state.staged, state.file, state.content, state.now)).OffPool();
        return checkedValue.TryGet(out var value) ? Stage(key, value) : checkedValue.Failure;
    }

    /// <summary>Checks where a link leads, and keeps it.</summary>
    public async ValueTask<Result> StageLinkAsync(ulong key, Location location, ValueFile? file, string target, Caller caller)
    {
        var now = registry.Now;
        var checkedValue = await location.WriteAsync(caller, (location, file, target, now), static state =>
            (Result<StagedValue>)CheckLink(state.location, state.file, state.target, state.now)).OffPool();
        return checkedValue.TryGet(out var value) ? Stage(key, value) : checkedValue.Failure;
    }

    // runs under the policy of the host, and may throw
    private static StagedValue Check(Location location, StagedValue? staged, ValueFile? file, byte[]? content, long now)
    {
        if (location.RefuseWrite() is { } refusal)
            throw new RefusalException(refusal);
        var live = location.Read();
        var seen = Seen.Of(location, live);
        if (content is null && !location.AllowsNull)
            throw new RefusalException(Errno.EINVAL, "it cannot be null");
        var value = content is null ? null : ValueText.Parse(location, staged is { Target: null } ? staged.Value : live, content);
        if (value is not null && location.Host.Registry.TryLocate(value, out _))
            return CheckLink(location, file, Encoding.UTF8.GetString(Values.Utf8Text.TakeNewline(content)), now);
        Validate(location, value);
        return new()
        {
            Location = location,
            File = file,
            Path = PathOf(location),
            Base = seen,
            Content = ValueText.Render(value),
            Kind = NodeKind.File,
            Value = value,
            Time = now,
        };
    }

    private static StagedValue CheckLink(Location location, ValueFile? file, string target, long now)
    {
        if (target == "/dev/null")
            return Check(location, null, file, null, now);
        if (location.RefuseWrite() is { } refusal)
            throw new RefusalException(refusal);
        var found = Resolve(location, target);
        Validate(location, found);
        var place = location.Host.Registry.TryLocate(found, out var id) ? location.Host.Registry.KnownPathOf(id) : null;
        var steps = location.Host.KnownPath.AsSpan().Count('/') + 1 + location.Owner!.Depth;
        return new()
        {
            Location = location,
            File = file,
            Path = PathOf(location),
            Base = Seen.At(location),
            Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("../", steps)) + place),
            Kind = NodeKind.Symlink,
            Target = target,
            Time = now,
        };
    }

    /// <summary>The object that a link is meant for.</summary>
    /// <exception cref="RefusalException">EINVAL: there is none, or one of another class.</exception>
    public static object Resolve(Location location, string target)
    {
        var found = References.Find(location, target) ?? throw new RefusalException(Errno.EINVAL, $"'{target}' is not the path of an exported object");
        return location.DeclaredType.IsInstanceOfType(found)
            ? found
            : throw new RefusalException(Errno.EINVAL, $"'{target}' is a {found.GetType().Name}, not a {location.DeclaredType.Name}");
    }

    private static void Validate(Location location, object? value)
    {
        if (location is MemberLocation { Member: { } member } place && member.Validations.Length > 0)
            member.Validate(place.ReadOwner(null), value);
    }

    private static string PathOf(Location location) => $"/{location.Host.KnownPath}{location.Path}";
}
