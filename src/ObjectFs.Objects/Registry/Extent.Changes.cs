using ObjectFs.Objects.Live;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Registry;

// When woven setters last told that they changed something.
internal sealed partial class Extent
{
    private readonly Dictionary<long, List<(Type Level, int Bit, long Time)>> _changes = [];

    /// <summary>Notes that a member changed, for the times that stat shows.</summary>
    /// <param name="number">The instance.</param>
    /// <param name="change">What changed.</param>
    /// <param name="time">When, nanoseconds since 1970.</param>
    public void NoteChange(long number, Change change, long time)
    {
        lock (_gate)
        {
            if (!_changes.TryGetValue(number, out List<(Type Level, int Bit, long Time)>? changes))
                _changes.Add(number, changes = new(1));
            int at = changes.FindIndex(each => each.Level == change.Level && each.Bit == change.Bit);
            if (at < 0)
                changes.Add((change.Level, change.Bit, time));
            else
                changes[at] = (change.Level, change.Bit, time);
        }

        // Retired in between: nobody would drop it any more.
        if (Get(number) is null)
            ForgetChanges(number);
    }

    /// <summary>When a member last changed, nanoseconds since 1970; null where nothing is known.</summary>
    public long? LastChange(long number, Accessor accessor)
    {
        if (accessor.NotifyBit is not { } bit)
            return null;
        lock (_gate)
        {
            if (_changes.TryGetValue(number, out List<(Type Level, int Bit, long Time)>? changes))
            {
                foreach ((Type Level, int Bit, long Time) each in changes)
                {
                    if (each.Bit == bit && each.Level == accessor.DeclaringType)
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
            if (_changes.TryGetValue(number, out List<(Type Level, int Bit, long Time)>? changes))
            {
                foreach ((Type Level, int Bit, long Time) each in changes)
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
}
