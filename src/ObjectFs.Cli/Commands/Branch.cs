using ObjectFs.Tree;

namespace ObjectFs.Cli.Commands;

/// <summary>A node of a drawn tree.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
internal sealed record Branch(string Name, NodeKind Kind)
{
    /// <summary>What a link says.</summary>
    public string? LinkTarget { get; set; }

    /// <summary>Why a directory or link cannot be read.</summary>
    public Failure? Refusal { get; set; }

    /// <summary>What is in a directory, as deep as was asked.</summary>
    public List<Branch> Children { get; } = [];
}
