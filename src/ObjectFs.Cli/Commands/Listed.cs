using System.Text;
using ObjectFs.Cli.Output;
using ObjectFs.Cli.Walking;
using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary>An entry as <c>ls</c> shows it.</summary>
/// <param name="Name">The name, or what was asked for where that is no directory.</param>
/// <param name="Path">The whole path as it can be asked for.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Attributes">What stat(2) tells, where it was asked for and told.</param>
/// <param name="LinkTarget">What a link says, where it was asked for.</param>
/// <param name="Refusal">Why attributes are missing.</param>
internal sealed record Listed(string Name, string Path, NodeKind Kind, NodeAttributes? Attributes = null, string? LinkTarget = null, Failure? Refusal = null)
{
    /// <summary>Asks a node for all that the long format shows.</summary>
    public static async Task<Listed> LookAsync(string name, string path, Node node, CancellationToken cancellationToken)
    {
        var attributes = await node.GetAttributesAsync(cancellationToken).ConfigureAwait(false);
        if (!attributes.TryGet(out var known))
            return new Listed(name, path, node.Kind, Refusal: attributes.Failure);

        string? target = null;
        if (node.Kind == NodeKind.Symlink && (await node.ReadLinkAsync(cancellationToken).ConfigureAwait(false)).TryGet(out var link))
            target = Encoding.UTF8.GetString(link.Span);
        return new Listed(name, path, node.Kind, known, target);
    }

    /// <summary>Asks for an entry of a directory.</summary>
    public static async Task<Listed> LookAsync(Node directory, Entry entry, string path, CancellationToken cancellationToken)
    {
        var found = await directory.LookupAsync(entry.Utf8, cancellationToken).ConfigureAwait(false);
        return found.TryGet(out var node)
            ? await LookAsync(entry.Name, path, node, cancellationToken).ConfigureAwait(false)
            : new Listed(entry.Name, path, entry.Kind, Refusal: found.Failure);
    }

    /// <summary>How the name is coloured.</summary>
    public Tone Tone => Kind switch
    {
        NodeKind.Directory => Tone.Directory,
        NodeKind.Symlink => Tone.Link,
        _ => Tone.Plain,
    };
}
