namespace ObjectFs.Objects.Registry;

/// <summary>One place of an object that was exported by hand; does not keep the object alive.</summary>
internal sealed class ExportedPath(ObjectRegistry registry, ObjectId id, DirectoryEntry? entry) : IDisposable
{
    private DirectoryEntry? _entry = entry;

    /// <summary>Takes the place back; once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _entry, null) is { } entry)
            registry.Withdraw(id, entry);
    }
}
