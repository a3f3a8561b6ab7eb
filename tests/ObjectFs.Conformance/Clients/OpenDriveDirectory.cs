using ObjectFs.WinFsp.Fake;

namespace ObjectFs.Conformance.Clients;

/// <summary>Reads with so small a buffer that a listing of any length is read in several pieces.</summary>
internal sealed class OpenDriveDirectory(DriveFile directory) : OpenDirectory
{
    private const int Room = 1500;

    private readonly Queue<Entry> _entries = new();
    private string? _marker;
    private bool _isEnd;

    public override Entry? Read()
    {
        while (_entries.Count == 0 && !_isEnd)
        {
            DriveClient.Check(directory.List(_marker, Room, out var entries, out _isEnd), "list");
            Assert.True(entries.Count > 0 || _isEnd, "the listing does not go on");
            foreach (var entry in entries)
            {
                _marker = entry.Name;
                if (entry.Name is not ("." or ".."))
                    _entries.Enqueue(new(entry.Name, DriveClient.KindOf(entry.Info), entry.Info.IndexNumber));
            }
        }

        return _entries.TryDequeue(out var next) ? next : null;
    }

    public override void Dispose() => directory.Dispose();
}
