using ObjectFs.Objects.Access;
using ObjectFs.Objects.Shapes;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>What is to be seen at a location now.</summary>
/// <param name="Form">Never <see cref="Form.Dynamic"/>.</param>
/// <param name="Value">The value.</param>
/// <param name="Levels">With <see cref="Form.Link"/>: how many directories up from that of the link, or -1 where the value has a place of its own.</param>
internal readonly record struct Sight(Form Form, object? Value, int Levels = 0)
{
    /// <summary>ELOOP, in words.</summary>
    public static Failure TooDeep => new(Errno.ELOOP, $"it lies more than {Limits.Depth} steps below its exported object; export the class of an object on the way");

    /// <summary>Reads the location. Runs under the policy of the host, and may throw.</summary>
    public static Sight Of(Location location)
    {
        var owners = new List<object>();
        var value = location.Read(owners);
        if (value is null)
            return new(Form.Null, null);
        var form = Forms.OfRuntime(value.GetType());
        if (form is Form.Hidden or Form.Scalar or Form.Text or Form.Bytes)
            return new(form, value);
        if (!value.GetType().IsValueType)
        {
            if (location.Host.Registry.TryLocate(value, out _))
                return new(Form.Link, value, -1);
            var above = owners.FindIndex(owner => ReferenceEquals(owner, value));
            if (above >= 0)
                return new(Form.Link, value, location.Owner!.Depth - above);
        }

        return location.Depth <= Limits.Depth
            ? new(form, value)
            : throw new RefusalException(TooDeep);
    }
}
