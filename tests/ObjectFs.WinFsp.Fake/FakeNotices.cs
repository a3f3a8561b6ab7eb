using System.Collections.Concurrent;

namespace ObjectFs.WinFsp.Fake;

/// <summary>The notifications of a volume that nobody has looked at yet.</summary>
internal sealed unsafe class FakeNotices
{
    private const int Header = 12;

    private readonly ConcurrentQueue<Notice> _notices = new();
    private int _renames;
    private int _open;

    /// <summary>Notifications and renames shut each other out.</summary>
    public void BeginRename() => Interlocked.Increment(ref _renames);

    public void EndRename() => Interlocked.Decrement(ref _renames);

    public NtStatus Begin()
    {
        if (Volatile.Read(ref _renames) != 0)
            return NtStatus.CannotWait;
        Interlocked.Increment(ref _open);
        return NtStatus.Success;
    }

    public void End()
    {
        if (Interlocked.Decrement(ref _open) < 0)
            FakeVolume.Violate(Violations.NotifyUnbalanced);
    }

    public Notice? TryTake() => _notices.TryDequeue(out var notice) ? notice : null;

    public void Take(byte* records, int size)
    {
        if (Volatile.Read(ref _open) <= 0)
            FakeVolume.Violate(Violations.NotifyUnbalanced);
        for (var at = 0; at < size;)
        {
            var record = (NotifyInfo*)(records + at);
            var path = record->Size >= Header ? new string((char*)(records + at + Header), 0, (record->Size - Header) / sizeof(char)) : "";
            if (at + record->Size > size || !path.StartsWith('\\') || path.Contains('\0', StringComparison.Ordinal))
            {
                FakeVolume.Violate(Violations.NotifyMalformed);
                return;
            }

            _notices.Enqueue(new(record->Filter, record->Action, path));
            at += (record->Size + 7) & ~7;
        }
    }
}
