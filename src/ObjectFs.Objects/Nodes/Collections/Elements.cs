using System.Collections;
using ObjectFs.Objects.Access;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>Copies of collections that the program may be changing at this very moment.</summary>
internal static class Elements
{
    private const int Tries = 4;

    /// <summary>The elements in order of enumeration; of a dictionary, its entries.</summary>
    /// <exception cref="RefusalException">EBUSY: it changed under each try.</exception>
    public static List<object?> Copy(object collection)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return collection is IEnumerable enumerable ? [.. enumerable.Cast<object?>()] : [];
            }
            catch (Exception exception) when (IsTorn(collection, exception) && attempt < Tries)
            {
                // changed under enumeration: the next try may be luckier
            }
            catch (Exception exception) when (IsTorn(collection, exception))
            {
                throw new RefusalException(Errno.EBUSY, "the program kept changing it while it was copied; export its class with Sync = Sync.Lock and change it under that lock");
            }
        }
    }

    // what the framework's own collections throw when they are changed meanwhile: the version that they check is not all that changes
    private static bool IsTorn(object collection, Exception exception) =>
        exception is InvalidOperationException
        || (exception is ArgumentException or IndexOutOfRangeException or NullReferenceException && collection.GetType().Assembly.GetName().Name?.StartsWith("System.", StringComparison.Ordinal) == true);

    /// <summary>How many, or null where only counting would tell.</summary>
    public static int? Count(object collection) => collection switch
    {
        ICollection counted => counted.Count,
        _ => null,
    };
}
