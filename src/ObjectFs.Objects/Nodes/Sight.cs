using System.Text;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>What is to be seen at a location now.</summary>
/// <param name="Form">Never <see cref="Form.Dynamic"/>.</param>
/// <param name="Value">The value.</param>
/// <param name="Target">With <see cref="Form.Link"/>: the path from the directory of the link.</param>
internal readonly record struct Sight(Form Form, object? Value, string? Target)
{
    /// <summary>Reads the location. Runs under the policy of the host, and may throw.</summary>
    public static Sight Of(Location location)
    {
        var owners = new List<object>();
        var value = location.Read(owners);
        if (value is null)
            return new(Form.Null, null, null);
        var form = Forms.OfRuntime(value.GetType());
        if (form is Form.Hidden or Form.Scalar or Form.Text or Form.Bytes)
            return new(form, value, null);

        var directory = location.Owner!;
        if (location.Host.Registry.PlaceOf(value) is { } place)
            return new(Form.Link, value, Up(directory.Path.AsSpan().Count('/') + 1, place));
        var above = value.GetType().IsValueType ? -1 : owners.FindIndex(owner => ReferenceEquals(owner, value));
        if (above >= 0)
            return new(Form.Link, value, Up(directory.Depth - above, null));
        return location.Depth <= Limits.Depth
            ? new(form, value, null)
            : throw new RefusalException(Errno.ELOOP, $"it lies more than {Limits.Depth} steps below its exported object; export the class of an object on the way");
    }

    private static string Up(int levels, string? place)
    {
        if (levels == 0 && place is null)
            return ".";
        var path = new StringBuilder();
        for (var i = 0; i < levels; i++)
            path.Append(i == 0 ? ".." : "/..");
        return place is null ? path.ToString() : path.Append('/').Append(place).ToString();
    }
}
