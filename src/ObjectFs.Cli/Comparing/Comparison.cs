using System.Text;
using ObjectFs.Cli.Output;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Comparing;

/// <summary>Compares two subtrees. Links are compared, not followed, so it ends.</summary>
/// <param name="all">Whether names that begin with a dot count.</param>
/// <param name="complain">What hears of what cannot be read: the path, whether it is the second's, and why.</param>
internal sealed class Comparison(bool all, Action<string, bool, Failure> complain)
{
    private const int Deepest = 128;

    /// <summary>Bytes of a file that are compared: a longer one is refused rather than held in memory twice.</summary>
    private const int LongestFile = 256 << 20;
    private const int LongestLine = 100;
    private readonly List<Difference> _differences = [];

    /// <summary>All that differs, in the order of the paths.</summary>
    public async Task<IReadOnlyList<Difference>> RunAsync(Node first, Node second, CancellationToken cancellationToken)
    {
        _differences.Clear();
        await CompareAsync("", first, second, 0, cancellationToken).ConfigureAwait(false);
        return _differences;
    }

    private async Task CompareAsync(string path, Node first, Node second, int depth, CancellationToken cancellationToken)
    {
        if (first.Kind != second.Kind)
            _differences.Add(new(path, DifferenceKind.NodeKind, Json.Word(first.Kind), Json.Word(second.Kind)));
        else if (first.Kind == NodeKind.Directory)
            await CompareDirectoriesAsync(path, first, second, depth, cancellationToken).ConfigureAwait(false);
        else if (first.Kind == NodeKind.Symlink)
            await CompareLinksAsync(path, first, second, cancellationToken).ConfigureAwait(false);
        else
            await CompareFilesAsync(path, first, second, cancellationToken).ConfigureAwait(false);
    }

    private async Task CompareDirectoriesAsync(string path, Node first, Node second, int depth, CancellationToken cancellationToken)
    {
        if (depth >= Deepest)
        {
            complain(path, false, new Failure(Errno.ELOOP, $"It lies more than {Deepest} directories deep."));
            return;
        }

        var ones = await Listing.ReadAsync(first, all, cancellationToken).ConfigureAwait(false);
        var others = await Listing.ReadAsync(second, all, cancellationToken).ConfigureAwait(false);
        if (!Take(path, ones, others, out var left, out var right))
            return;

        for (int i = 0, j = 0; i < left.Count || j < right.Count;)
        {
            var order = i == left.Count ? 1 : j == right.Count ? -1 : left[i].Utf8.AsSpan().SequenceCompareTo(right[j].Utf8);
            var below = Walker.Join(path, order <= 0 ? left[i].Name : right[j].Name);
            if (order < 0)
                _differences.Add(new(below, DifferenceKind.OnlyFirst, await ShowAsync(first, left[i], cancellationToken).ConfigureAwait(false), null));
            else if (order > 0)
                _differences.Add(new(below, DifferenceKind.OnlySecond, null, await ShowAsync(second, right[j], cancellationToken).ConfigureAwait(false)));
            else
                await CompareEntriesAsync(below, first, second, left[i].Utf8, depth, cancellationToken).ConfigureAwait(false);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }

    private async Task CompareEntriesAsync(string path, Node first, Node second, byte[] name, int depth, CancellationToken cancellationToken)
    {
        var one = await first.LookupAsync(name, cancellationToken).ConfigureAwait(false);
        var other = await second.LookupAsync(name, cancellationToken).ConfigureAwait(false);
        if (Take(path, one, other, out var left, out var right))
            await CompareAsync(path, left, right, depth + 1, cancellationToken).ConfigureAwait(false);
    }

    private async Task CompareLinksAsync(string path, Node first, Node second, CancellationToken cancellationToken)
    {
        var one = await first.ReadLinkAsync(cancellationToken).ConfigureAwait(false);
        var other = await second.ReadLinkAsync(cancellationToken).ConfigureAwait(false);
        if (Take(path, one, other, out var left, out var right) && !left.Span.SequenceEqual(right.Span))
            _differences.Add(new(path, DifferenceKind.LinkTarget, Encoding.UTF8.GetString(left.Span), Encoding.UTF8.GetString(right.Span)));
    }

    private async Task CompareFilesAsync(string path, Node first, Node second, CancellationToken cancellationToken)
    {
        var one = await Content.ReadAllAsync(first, LongestFile, cancellationToken).ConfigureAwait(false);
        var other = await Content.ReadAllAsync(second, LongestFile, cancellationToken).ConfigureAwait(false);
        if (Take(path, one, other, out var left, out var right) && !left.AsSpan().SequenceEqual(right))
            _differences.Add(new(path, DifferenceKind.Content, Show(left), Show(right)));
    }

    /// <summary>Both, or complaints about those that are not there to take.</summary>
    private bool Take<T>(string path, Result<T> one, Result<T> other, out T left, out T right)
    {
        if (!one.TryGet(out left))
            complain(path, false, one.Failure);
        if (!other.TryGet(out right))
            complain(path, true, other.Failure);
        return one.Succeeded && other.Succeeded;
    }

    private static async ValueTask<string?> ShowAsync(Node directory, Entry entry, CancellationToken cancellationToken)
    {
        var found = await directory.LookupAsync(entry.Utf8, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var node) || node.Kind != NodeKind.File)
            return null;
        var content = await Content.ReadAllAsync(node, LongestLine * 4, cancellationToken).ConfigureAwait(false);
        return content.TryGet(out var bytes) ? Show(bytes) : null;
    }

    /// <summary>A value that is one short line of text; else how long it is.</summary>
    private static string Show(byte[] content)
    {
        var line = content is [.., (byte)'\n'] ? content.AsSpan(0, content.Length - 1) : content;
        return line.Length <= LongestLine && !line.Contains((byte)'\n') && !line.Contains((byte)0) && System.Text.Unicode.Utf8.IsValid(line)
            ? content.Length == 0 ? "(empty)" : Encoding.UTF8.GetString(line)
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"({content.Length} bytes)");
    }
}
