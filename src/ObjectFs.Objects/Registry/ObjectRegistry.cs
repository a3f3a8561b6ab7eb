namespace ObjectFs;

/// <summary>The live exported objects of this process. Thread-safe.</summary>
public sealed class ObjectRegistry
{
    /// <summary>Takes an object out of the tree.</summary>
    public static bool Remove(object instance) => instance is null;
}
