using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Collections;

/// <summary>
/// How one type of collection is changed. What changes returns the collection that there is afterwards: the one given, or, where that is immutable, another to be set in its place.
/// Runs the collection's own code, and throws what it throws. Immutable, thread-safe.
/// </summary>
internal abstract class Edit
{
    /// <summary>Whether a change makes another collection, which the owner's setter takes.</summary>
    public virtual bool IsReplacing => false;

    /// <summary>Whether nothing about a collection can be changed.</summary>
    public abstract bool IsReadOnly(object collection);

    /// <summary>Why parts cannot come and go, where others may be put in their places; or null.</summary>
    public virtual Failure? RefuseResize(object collection) => null;
}
