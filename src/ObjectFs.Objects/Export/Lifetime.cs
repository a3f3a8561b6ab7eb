namespace ObjectFs;

/// <summary>Whether the tree keeps an exported object alive.</summary>
public enum Lifetime
{
    /// <summary>It does not: once collected, the object's directory is gone.</summary>
    Weak = 0,

    /// <summary>It does, until <see cref="ObjectRegistry.Remove"/>.</summary>
    Strong = 1,
}
