using System.Collections.Concurrent;

namespace ObjectFs.WinFsp.Fake;

/// <content>Requests and the threads that serve them.</content>
internal sealed unsafe partial class FakeVolume
{
    private const int Kinds = 32;
    private const uint Rename = (uint)Slot.Rename, Cleanup = (uint)Slot.Cleanup, Close = (uint)Slot.Close, DispatcherStopped = (uint)Slot.DispatcherStopped;

    private readonly delegate* unmanaged[Cdecl]<FileSystem*, TransactRequest*, TransactResponse*, NtStatus>[] _operations =
        new delegate* unmanaged[Cdecl]<FileSystem*, TransactRequest*, TransactResponse*, NtStatus>[Kinds];

    private readonly BlockingCollection<FakeRequest> _asked = [];
    private readonly ConcurrentDictionary<ulong, FakeRequest> _waiting = new();
    private readonly Lock _guard = new();
    private FakeDispatcher[] _dispatchers = [];
    private int _serving;
    private bool _isLost;

    public bool IsRunning { get; private set; }

    public void Start(int threads)
    {
        _serving = threads;
        IsRunning = true;
        _dispatchers = [.. Enumerable.Range(0, threads).Select(_ => new FakeDispatcher(this))];
    }

    /// <summary>Ends the dispatcher: the driver gives up what waits, and the threads end with what they are at.</summary>
    public void Stop(bool normally)
    {
        if (FakeDispatcher.Current is { } current && _dispatchers.Contains(current))
        {
            Violate(Violations.StopFromCallback);
            return;
        }

        IsRunning = false;
        _isLost |= !normally;
        _asked.CompleteAdding();
        foreach (var request in _waiting.Values)
            request.End(NtStatus.Cancelled);
        foreach (var dispatcher in _dispatchers)
            dispatcher.Join();
    }

    public bool Ask(FakeRequest request)
    {
        _waiting[request.Hint] = request;
        try
        {
            _asked.Add(request);
            return true;
        }
        catch (InvalidOperationException)
        {
            // the dispatcher has ended meanwhile
            return false;
        }
    }

    public FakeRequest? Take() => _asked.TryTake(out var request, Timeout.Infinite) ? request : null;

    public void End(FakeRequest request, NtStatus status)
    {
        _waiting.TryRemove(request.Hint, out _);
        request.End(status);
    }

    public bool Cancel(ulong hint) => _waiting.TryGetValue(hint, out var request) && request.End(NtStatus.Cancelled);

    public void Answer(TransactResponse* response)
    {
        var isMarked = FakeAnswer.IsMarked(response);
        if (_dispatchers.Any(dispatcher => dispatcher.Owns(response)))
            Violate(Violations.ResponseBorrowed);
        if (!_waiting.TryRemove(response->Hint, out var request))
            Violate(Violations.ResponseUnknown);
        else if (response->Kind != request.Kind || !(isMarked || (response->Size == sizeof(TransactResponse) && MayAnswerLater(response->Kind))))
            Violate(Violations.ResponseMalformed);

        // a request that was given up meanwhile is ended already, and the driver knows it no more
        request?.End(response->Status, isMarked ? null : response);
    }

    public NtStatus Invoke(TransactRequest* request, TransactResponse* response)
    {
        if (!IsGuarded)
            return _operations[(int)request->Kind](Address, request, response);
        lock (_guard)
            return _operations[(int)request->Kind](Address, request, response);
    }

    /// <summary>What an operation of the DLL's does: calls a slot, and packs what it answers.</summary>
    public NtStatus Perform(TransactRequest* request, TransactResponse* response)
    {
        Span<ulong> arguments = stackalloc ulong[FakeCall.Arguments];
        var slot = FakeCall.Read(request, arguments);
        if (FakeDispatcher.Current is not null && MayWait((Slot)slot))
            Violate(Violations.DispatcherHeld);
        _waiting.TryGetValue(request->Hint, out var asked);
        var status = Call(slot, arguments);
        asked?.Performed();
        if (status != NtStatus.Pending)
            FakeAnswer.Append(response);
        return status;
    }

    /// <summary>Replaces an operation.</summary>
    public void Set(TransactKind kind, delegate* unmanaged[Cdecl]<FileSystem*, TransactRequest*, TransactResponse*, NtStatus> operation) => _operations[(int)kind] = operation;

    /// <summary>A thread has ended; the last tells the file system.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _serving) == 0 && Table[DispatcherStopped] != 0)
            ((delegate* unmanaged[Cdecl]<FileSystem*, byte, void>)Table[DispatcherStopped])(Address, _isLost ? (byte)0 : (byte)1);
    }

    private static bool MayAnswerLater(TransactKind kind) => kind is TransactKind.Read or TransactKind.Write or TransactKind.QueryDirectory;

    private static bool MayWait(Slot slot) => slot is not (Slot.GetVolumeInfo or Slot.Close or Slot.Read or Slot.GetSecurity or Slot.SetSecurity);

    private NtStatus Call(uint slot, ReadOnlySpan<ulong> a)
    {
        if (slot == Rename)
            Notices.BeginRename();

        // the calling convention lets a function be given more than it takes
        var status = ((delegate* unmanaged[Cdecl]<ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong, NtStatus>)Table[slot])(
            a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9]);
        if (slot == Rename)
            Notices.EndRename();
        return slot is Cleanup or Close ? NtStatus.Success : status;
    }
}
