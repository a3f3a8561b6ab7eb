namespace ObjectFs.Objects.Registry;

/// <summary>Which object: the extent that it is in, and its number there. Never given to another object.</summary>
/// <param name="Extent">The number of the extent, from 1.</param>
/// <param name="Number">The number within the extent, from 1.</param>
internal readonly record struct ObjectId(int Extent, long Number);
