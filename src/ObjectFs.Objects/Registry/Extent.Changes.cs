using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Registry;

// When members last changed, as far as that is known.
internal sealed partial class Extent
{
    private readonly Dictionary<long, List<(object Member, int Bit, long Time)>> _changes = [];

    /// <summary>Notes that a member changed, for the times that stat shows.</summary>
    /// <param name="number">The instance.</param>
    /// <param name="member">The declaring class of a woven setter, else the accessor.</param>
    /// <param name="bit">The bit of a woven setter, else 0.</param>
    public void NoteChange(long number, object member, int bit)
    {
        long now = CoarseClock.ToNanoseconds(Registry.TimeProvider.GetUtcNow());
        lock (_gate)
        {
            if (!_changes.TryGetValue(number, out List<(object Member, int Bit, long Time)>? changes))
                _changes.Add(number, changes = new(1));
            int at = changes.FindIndex(each => each.Member.Equals(member) && each.Bit == bit);
            if (at < 0)
                changes.Add((member, bit, now));
            else
                changes[at] = (member, bit, now);
        }

        // Retired in between: nobody would drop it any more.
        if (Get(number) is null)
            ForgetChanges(number);
    }

    /// <summary>Notes that a member changed, by a write or because another value was seen.</summary>
    public void NoteChange(long number, Accessor accessor) => NoteChange(number, KeyOf(accessor), accessor.NotifyBit ?? 0);

    /// <summary>When a member last changed, nanoseconds since 1970; null where nothing is known.</summary>
    public long? LastChange(long number, Accessor accessor)
    {
        object member = KeyOf(accessor);
        int bit = accessor.NotifyBit ?? 0;
        lock (_gate)
        {
            if (_changes.TryGetValue(number, out List<(object Member, int Bit, long Time)>? changes))
            {
                foreach ((object Member, int Bit, long Time) each in changes)
                {
                    if (each.Bit == bit && each.Member.Equals(member))
                        return each.Time;
                }
            }
        }

        return null;
    }

    /// <summary>When any member last changed, nanoseconds since 1970; null where nothing is known.</summary>
    public long? LastChange(long number)
    {
        lock (_gate)
        {
            long? latest = null;
            if (_changes.TryGetValue(number, out List<(object Member, int Bit, long Time)>? changes))
            {
                foreach ((object Member, int Bit, long Time) each in changes)
                    latest = Math.Max(latest ?? each.Time, each.Time);
            }

            return latest;
        }
    }

    /// <summary>Drops what is known of an instance.</summary>
    public void ForgetChanges(long number)
    {
        lock (_gate)
            _changes.Remove(number);
    }

    private static object KeyOf(Accessor accessor) => accessor.NotifyBit is null ? accessor.Member : accessor.DeclaringType;
}
