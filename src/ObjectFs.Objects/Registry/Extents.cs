namespace ObjectFs.Objects.Registry;

/// <summary>The extent of a woven class in the default registry, found without a look-up.</summary>
internal static class Extents<T>
    where T : class
{
    /// <summary>Null where the class is not to be shown.</summary>
    public static readonly Extent? Own = ObjectRegistry.Default.ExtentFor(typeof(T));
}
