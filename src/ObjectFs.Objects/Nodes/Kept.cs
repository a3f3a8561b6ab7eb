using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>The bytes that one handle keeps for its reader. Many are bounded for all readers together, until their handles close. Not thread-safe: its handle guards it.</summary>
internal struct Kept
{
    private static long _all;

    private long _counted;
    private bool _hasEnded;

    /// <summary>Counts so many bytes instead of those before. ENOMEM past the bound, and then those stay; a reader whom no other is beside is never refused.</summary>
    public Result Keep(long bytes)
    {
        var more = (bytes > Limits.FewKept && !_hasEnded ? bytes : 0) - _counted;
        if (more != 0 && Interlocked.Add(ref _all, more) is var all && all > Limits.AllKept && more > 0 && all > more + _counted)
        {
            Interlocked.Add(ref _all, -more);
            return new Failure(Errno.ENOMEM, $"all readers together have more than {Limits.AllKept >> 20} MiB of texts and listings open");
        }

        _counted += more;
        return Result.Success;
    }

    /// <summary>Lets it go. What comes of a read that was given up is kept by nobody, and not counted.</summary>
    public void End()
    {
        _hasEnded = true;
        Keep(0);
    }
}
