using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>The text that one handle keeps for its reader. Not thread-safe: its handle guards it.</summary>
internal struct KeptText
{
    private Kept _kept;

    /// <summary>What is kept; empty at first.</summary>
    public ReadOnlyMemory<byte> Text { get; private set; }

    /// <summary>Keeps a text instead of the one before. ENOMEM where all readers together keep too much, and then that one stays.</summary>
    public Result Keep(ReadOnlyMemory<byte> text)
    {
        // what is longer than a text may be is an array of the program's, of which no copy was made
        var result = _kept.Keep(text.Length <= Limits.Text + 2 ? text.Length : 0);
        if (result.Succeeded)
            Text = text;
        return result;
    }

    /// <summary>Lets it go.</summary>
    public void End()
    {
        Text = default;
        _kept.End();
    }
}
