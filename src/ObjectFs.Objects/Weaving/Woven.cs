using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ObjectFs.Objects.Live;
using ObjectFs.Objects.Registry;

namespace ObjectFs.Weaving;

/// <summary>For woven code: what it calls. Nobody else does. What reports a change stays out of line, so that a setter stays small enough to be inlined.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Woven
{
    /// <summary>What the projector reads of a type, kept by the trimmer.</summary>
    public const DynamicallyAccessedMemberTypes Shown =
        DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.NonPublicProperties
        | DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields
        | DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods
        | DynamicallyAccessedMemberTypes.PublicEvents;

    /// <summary>At each return of each constructor of an exported class; acts at the end of the most derived woven one.</summary>
    public static void Register<[DynamicallyAccessedMembers(Shown)] T>(T self)
        where T : class
    {
        if (self.GetType() == typeof(T))
            Extents<T>.Own?.Register(self);
        else
            DerivedTypes.Register(self, typeof(T));
    }

    /// <summary>From the module initializer, for each class with exported static members.</summary>
    public static void RegisterStatic(RuntimeTypeHandle type) => ObjectRegistry.Default.RegisterStatic(Type.GetTypeFromHandle(type)!);

    /// <summary>At the start of Dispose and DisposeAsync of an exported class.</summary>
    public static void Unregister(object self) => ObjectRegistry.Default.Remove(self);

    /// <summary>At the end of an instrumented setter whose interest bit is set.</summary>
    /// <param name="self">The object.</param>
    /// <param name="interest">The interest field of the class that declares the setter.</param>
    /// <param name="bit">The setter's bit number.</param>
    /// <param name="before">The value before.</param>
    /// <param name="after">The value after.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Changed<T>(object self, ref int interest, int bit, T before, T after)
    {
        if (Differ(before, after))
            Changed(self, ref interest, bit);
    }

    /// <summary>The same for a static setter.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Changed<T>(RuntimeTypeHandle type, ref int interest, int bit, T before, T after)
    {
        if (Differ(before, after))
            Changed(type, ref interest, bit);
    }

    /// <summary>The same where a value could not be read, or interest came while the setter ran: it may have changed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Changed(object self, ref int interest, int bit)
    {
        if (TakeInterest(ref interest, bit))
            ChangeFeeds.Post(new Change(self, InterestLevels.LevelOf(self, ref interest), bit & 31));
    }

    /// <summary>The same for a static setter.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Changed(RuntimeTypeHandle type, ref int interest, int bit)
    {
        if (TakeInterest(ref interest, bit))
            ChangeFeeds.Post(new Change(null, Type.GetTypeFromHandle(type)!, bit & 31));
    }

    private static bool Differ<T>(T before, T after)
    {
        try
        {
            return !EqualityComparer<T>.Default.Equals(before, after);
        }
        catch (Exception)
        {
            // The program's own Equals, called where the program did not call it: what it throws must not come out of a setter.
            return true;
        }
    }

    // Of several setters at once, one tells.
    private static bool TakeInterest(ref int interest, int bit) => (Interlocked.And(ref interest, ~(1 << bit)) & (1 << bit)) != 0;
}
