namespace ObjectFs.Tree;

/// <summary>How long what was just said about a node stays true.</summary>
public enum Freshness
{
    /// <summary>It may change at any moment, and nobody is told: ask each time.</summary>
    Volatile = 0,

    /// <summary>Whoever watches the tree (<see cref="Node.Watch"/>) is told once when it changes; until then it may be remembered.</summary>
    Watched = 1,

    /// <summary>It never changes while the node lives.</summary>
    Constant = 2,
}
