using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace ObjectFs.Weaving;

/// <summary>For woven code: what it calls. Nobody else does.</summary>
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
        where T : class => _ = self;

    /// <summary>From the module initializer, for each class with exported static members.</summary>
    public static void RegisterStatic(RuntimeTypeHandle type) => _ = type;

    /// <summary>At the start of Dispose and DisposeAsync of an exported class.</summary>
    public static void Unregister(object self) => _ = self;

    /// <summary>At the end of an instrumented setter whose interest bit is set.</summary>
    /// <param name="self">The object.</param>
    /// <param name="interest">The interest field of the class that declares the setter.</param>
    /// <param name="bit">The setter's bit number.</param>
    /// <param name="before">The value before.</param>
    /// <param name="after">The value after.</param>
    public static void Changed<T>(object self, ref int interest, int bit, T before, T after) => _ = (self, interest, bit, before, after);

    /// <summary>The same where a value could not be read, or interest came while the setter ran: it may have changed.</summary>
    public static void Changed(object self, ref int interest, int bit) => _ = (self, interest, bit);

    /// <summary>The same for a static setter.</summary>
    public static void Changed<T>(RuntimeTypeHandle type, ref int interest, int bit, T before, T after) => _ = (type, interest, bit, before, after);

    /// <summary>The same for a static setter where a value could not be read.</summary>
    public static void Changed(RuntimeTypeHandle type, ref int interest, int bit) => _ = (type, interest, bit);
}
