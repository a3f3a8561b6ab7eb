using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ObjectFs.Weaving;

/// <summary>Where the number of an object is kept in the object itself.</summary>
internal delegate ref long IdentityOf(object owner);

/// <summary>Where the interest bits of one class level are kept in the object itself.</summary>
internal delegate ref int InterestOf(object owner);

/// <summary>Where the interest bits of the static setters of a class are kept.</summary>
internal delegate ref int StaticInterestOf();

/// <summary>Finds what the weaver added to a class. The names cannot be written in C#, so that nothing of the program's own is ever taken for it.</summary>
internal static class WovenMembers
{
    /// <summary><c>private static ref long (object)</c>; on the lowest woven class of a hierarchy.</summary>
    public const string Identity = "<ObjectFs>Identity";

    /// <summary><c>private static ref int (object)</c>; on each class that declares instrumented setters.</summary>
    public const string Interest = "<ObjectFs>Interest";

    /// <summary><c>private static ref int ()</c>; on each class that declares instrumented static setters.</summary>
    public const string StaticInterest = "<ObjectFs>StaticInterest";

    private const BindingFlags Declared = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    /// <summary>The identity of the type or of the nearest base that has one.</summary>
    public static IdentityOf? FindIdentity(Type type)
    {
        for (Type? level = type; level is not null; level = level.BaseType)
        {
            if (Find(level, Identity, typeof(IdentityOf)) is IdentityOf found)
                return found;
        }

        return null;
    }

    /// <summary>The interest bits that this class level declares.</summary>
    public static InterestOf? FindInterest(Type level) => Find(level, Interest, typeof(InterestOf)) as InterestOf;

    /// <summary>The interest bits of the static setters that this class declares.</summary>
    public static StaticInterestOf? FindStaticInterest(Type level) => Find(level, StaticInterest, typeof(StaticInterestOf)) as StaticInterestOf;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Woven.Register keeps the non-public methods of every class that it is called for.")]
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "Woven.Register keeps the non-public methods of every class that it is called for.")]
    private static Delegate? Find(Type level, string name, Type signature) =>
        level.ContainsGenericParameters ? null : level.GetMethod(name, Declared) is { } method ? Delegate.CreateDelegate(signature, method, throwOnBindFailure: false) : null;
}
