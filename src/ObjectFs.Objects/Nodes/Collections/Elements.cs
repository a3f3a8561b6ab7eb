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
            catch (InvalidOperationException) when (attempt < Tries)
            {
                // changed under enumeration: the next try may be luckier
            }
            catch (InvalidOperationException)
            {
                throw new RefusalException(Errno.EBUSY, "the program kept changing it while it was copied; export its class with Sync = Sync.Lock and change it under that lock");
            }
        }
    }

    /// <summary>How many, or null where only counting would tell.</summary>
    public static int? Count(object collection) => collection switch
    {
        ICollection counted => counted.Count,
        _ => null,
    };
}
