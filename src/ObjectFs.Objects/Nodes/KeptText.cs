using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>The text that one handle keeps for its reader. Long ones are bounded for all readers together, until their handles close. Not thread-safe: its handle guards it.</summary>
internal struct KeptText
{
    private static long _all;

    private int _counted;
    private bool _hasEnded;

    /// <summary>What is kept; empty at first.</summary>
    public ReadOnlyMemory<byte> Text { get; private set; }

    /// <summary>Keeps a text instead of the one before. ENOMEM past the bound, and then that one stays.</summary>
    public Result Keep(ReadOnlyMemory<byte> text)
    {
        // what is longer than a text may be is an array of the program's, of which no copy was made
        var counts = !_hasEnded && text.Length is > Limits.ShortText and <= Limits.Text + 2;
        var more = (counts ? text.Length : 0) - _counted;
        if (more != 0 && Interlocked.Add(ref _all, more) > Limits.AllTexts && more > 0)
        {
            Interlocked.Add(ref _all, -more);
            return new Failure(Errno.ENOMEM, $"all readers together have more than {Limits.AllTexts >> 20} MiB of texts open");
        }

        _counted += more;
        Text = text;
        return Result.Success;
    }

    /// <summary>Lets it go. What comes of a read that was given up is kept by nobody, and not counted.</summary>
    public void End()
    {
        _hasEnded = true;
        Keep(default);
    }
}
