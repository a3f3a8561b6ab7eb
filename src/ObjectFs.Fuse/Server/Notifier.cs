using System.Runtime.CompilerServices;
using ObjectFs.Tree;

namespace ObjectFs.Fuse;

/// <summary>
/// Tells the kernel what it may no longer remember and whom it is to wake, from a thread of its own: the kernel may wait, inside the call, for a request to be answered,
/// so that but for <see cref="Lengthen"/> it is never made from within one. What is not yet told is kept once; when there is too much of it, the kernel is told to forget every name.
/// </summary>
internal sealed unsafe class Notifier : INodeWatcher, IDisposable
{
    private const int MaxNames = 1 << 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Session _session;
    private readonly Transport _transport;
    private readonly NodeTable _nodes;
    private readonly byte[] _frame = GC.AllocateUninitializedArray<byte>(512, pinned: true);
    private HashSet<ulong> _polls = [];
    private HashSet<ulong> _changed = [];
    private HashSet<NameNotice> _names = [];
    private bool _everyName;
    private bool _hasEpoch;
    private bool _hasExpireOnly;
    private bool _started;
    private bool _stopping;

    public Notifier(Session session, Transport transport, NodeTable nodes)
    {
        _session = session;
        _transport = transport;
        _nodes = nodes;
    }

    /// <summary>Starts to tell, once it is known what the kernel understands.</summary>
    public void Start(bool hasEpoch, bool hasExpireOnly)
    {
        lock (_gate)
        {
            if (_started || _stopping)
                return;

            _started = true;
            _hasEpoch = hasEpoch;
            _hasExpireOnly = hasExpireOnly;
        }

        new Thread(Run) { IsBackground = true, Name = "objectfs-fuse-notify" }.Start();
    }

    /// <inheritdoc/>
    public void Changed(Node node)
    {
        var nodeId = _nodes.NodeIdOf(node);
        if (nodeId == 0)
            return;

        lock (_gate)
        {
            if (_changed.Add(nodeId))
                Monitor.PulseAll(_gate);
        }
    }

    /// <inheritdoc/>
    public void EntryChanged(Node parent, ReadOnlySpan<byte> name, Node? removed)
    {
        // an answer that is on its way now is not remembered; one that was is in the table
        _session.NameChanged();
        var parentId = _nodes.NodeIdOf(parent);
        var removedId = removed is null ? 0 : _nodes.NodeIdOf(removed);
        if (parentId == 0 || name.Length is 0 or > Protocol.MaxName || (removed is not null && removedId == 0))
            return;

        var notice = new NameNotice(parentId, name.ToArray(), removedId);
        lock (_gate)
        {
            if (_names.Count >= MaxNames && _hasEpoch)
            {
                _everyName = true;
                _names.Clear();
            }

            // without a way to forget all at once, whoever changes names faster than they can be told waits a little
            if (_names.Count >= MaxNames)
                Monitor.Wait(_gate, Patience);
            if (_names.Add(notice))
                Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Wakes a poll(2) that sleeps in the kernel.</summary>
    public void WakePoll(ulong kernelHandle)
    {
        lock (_gate)
        {
            if (_polls.Add(kernelHandle))
                Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Lets the kernel believe that a file is not empty, until it asks for its size again. Told at once, from within a request: it waits for no other than the lock of a page so far behind that no reading ahead takes it.</summary>
    public void Lengthen(ulong nodeId)
    {
        const int Length = 1;
        const ulong Behind = (16 << 20) + 1; // not the first byte of its page, so that the page counts as not yet read
        var end = sizeof(OutHeader) + sizeof(Store);
        var frame = stackalloc byte[end + Length];
        Unsafe.WriteUnaligned(frame + sizeof(OutHeader), new Store { NodeId = nodeId, Offset = Behind, Size = Length });
        frame[end] = 0;
        Send(frame, Notification.Store, end + Length);
    }

    /// <summary>Stops to tell. Does not wait: the thread may be inside the kernel, which lets it go with the connection.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Run()
    {
        HashSet<ulong> polls = [];
        HashSet<ulong> changed = [];
        HashSet<NameNotice> names = [];
        while (true)
        {
            bool everyName;
            lock (_gate)
            {
                while (!_stopping && _polls.Count == 0 && _changed.Count == 0 && _names.Count == 0 && !_everyName)
                    Monitor.Wait(_gate);
                if (_stopping)
                    return;

                (polls, _polls) = (_polls, polls);
                (changed, _changed) = (_changed, changed);
                (names, _names) = (_names, names);
                (everyName, _everyName) = (_everyName, false);
                Monitor.PulseAll(_gate);
            }

            foreach (var kernelHandle in polls)
                Tell(Notification.Poll, new PollWakeup { KernelHandle = kernelHandle }, default);
            foreach (var nodeId in changed)
                Tell(Notification.InvalidateInode, new InvalidateInode { NodeId = nodeId, Offset = -1 }, default);
            if (everyName)
                TellForgetAll();
            foreach (var name in names)
                Tell(name);
            polls.Clear();
            changed.Clear();
            names.Clear();
        }
    }

    private void Tell(in NameNotice notice)
    {
        var length = (uint)notice.Name.Length;
        if (notice.Child != 0)
        {
            Tell(Notification.Delete, new DeleteEntry { Parent = notice.Parent, Child = notice.Child, NameLength = length }, notice.Name);
            return;
        }

        // merely expired: to invalidate a directory would unmount what is mounted below and take the ground from shells inside
        Tell(
            Notification.InvalidateEntry,
            new InvalidateEntry { Parent = notice.Parent, NameLength = length, Flags = _hasExpireOnly ? Protocol.ExpireOnly : 0 },
            notice.Name);
    }

    private void Tell<T>(Notification what, in T body, ReadOnlySpan<byte> name)
        where T : unmanaged
    {
        fixed (byte* frame = _frame)
        {
            Unsafe.WriteUnaligned(frame + sizeof(OutHeader), body);
            var end = sizeof(OutHeader) + sizeof(T);
            if (!name.IsEmpty)
            {
                name.CopyTo(_frame.AsSpan(end));
                end += name.Length;
                frame[end++] = 0;
            }

            Send(frame, what, end);
        }
    }

    private void TellForgetAll()
    {
        fixed (byte* frame = _frame)
            Send(frame, Notification.IncrementEpoch, sizeof(OutHeader));
    }

    /// <summary>An errno is no trouble: the kernel remembered nothing of the kind, or is gone.</summary>
    private void Send(byte* frame, Notification what, int length)
    {
        var header = (OutHeader*)frame;
        header->Length = (uint)length;
        header->Error = (int)what;
        header->Unique = 0;
        _ = _transport.Send(frame, length);
    }
}
