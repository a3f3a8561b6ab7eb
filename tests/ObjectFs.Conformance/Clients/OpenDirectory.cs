namespace ObjectFs.Conformance.Clients;

/// <summary>An open directory.</summary>
public abstract class OpenDirectory : IDisposable
{
    /// <summary>The next entry, without <c>.</c> and <c>..</c>; null at the end.</summary>
    public abstract Entry? Read();

    public abstract void Dispose();
}
