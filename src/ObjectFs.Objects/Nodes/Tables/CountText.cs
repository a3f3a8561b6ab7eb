using System.Globalization;
using System.Text;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Tables;

/// <summary><c>.count</c>: how many instances are there, counted when it is opened.</summary>
internal static class CountText
{
    // counting so many takes a fraction of a millisecond
    private const int Few = 10_000;

    public static async ValueTask<Handle> OpenAsync(Extent extent, OpenSize size)
    {
        var rows = new Rows(extent);
        var count = rows.IsTrivial && extent.Count <= Few ? Count(rows) : await OwnThreads.Blocking.Run(() => Count(rows)).OffPool();
        return MadeHandle.Open(Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture) + "\n"), size).Value;
    }

    private static long Count(Rows rows)
    {
        var count = 0L;
        while (rows.TryNext(out _))
            count++;
        return count;
    }
}
