using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Live;

/// <summary>
/// Asks woven setters to report their next change. Somebody who arms and then reads either reads the newest value or is told.
/// <para>A setter stores the value and then loads the interest bits, without a fence between, so that it costs nothing while nobody is interested. The processor may do the
/// load first. So it is the one who arms that pays: it sets the bit, makes every processor of the process pass a fence, and only then reads. A setter that missed the
/// bit stored before that fence, and its value is seen.</para>
/// </summary>
internal static class Interest
{
    private static int _arming;

    /// <summary>Asks for the next change of a member. The value must be read afterwards, not before.</summary>
    /// <returns>Whether the member's setter reports changes at all.</returns>
    public static bool Arm(object? owner, Accessor accessor)
    {
        if (accessor.NotifyBit is not { } bit)
            return false;
        Arming arming = Begin();
        arming.Add(ref accessor.Interest(owner), 1 << bit);
        arming.End();
        return true;
    }

    /// <summary>Whether nothing has been reported since the member was armed.</summary>
    public static bool IsArmed(object? owner, Accessor accessor) =>
        accessor.NotifyBit is { } bit && (Volatile.Read(ref accessor.Interest(owner)) & (1 << bit)) != 0;

    /// <summary>Starts arming several members with one fence, passed at <see cref="Arming.End"/>.</summary>
    public static Arming Begin()
    {
        Interlocked.Increment(ref _arming);
        return default;
    }

    /// <summary>Several members being armed.</summary>
    public ref struct Arming
    {
        private bool _mustFence;

        /// <summary>Sets bits.</summary>
        public void Add(ref int interest, int bits)
        {
            if ((Interlocked.Or(ref interest, bits) & bits) != bits)
                _mustFence = true;

            // Set already, but perhaps by somebody who has not passed the fence yet; who does so counts itself before it sets the bit.
            else if (Volatile.Read(ref _arming) > 1)
                _mustFence = true;
        }

        /// <summary>Passes the fence where a bit was set.</summary>
        public readonly void End()
        {
            if (_mustFence)
                Interlocked.MemoryBarrierProcessWide();
            Interlocked.Decrement(ref _arming);
        }
    }
}
