using System.Collections.Concurrent;

namespace ObjectFs.WinFsp.Fake;

/// <content>Requests and the threads that serve them.</content>
internal sealed unsafe partial class FakeVolume
{
    private const uint Rename = (uint)Slot.Rename, Cleanup = (uint)Slot.Cleanup, Close = (uint)Slot.Close, DispatcherStopped = (uint)Slot.DispatcherStopped;

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
        if (_dispatchers.Any(dispatcher => dispatcher.Owns(response)))
            Violate(Violations.ResponseBorrowed);
        if (!_waiting.TryRemove(response->Hint, out var request))
            Violate(Violations.ResponseUnknown);
        else if (response->Size != sizeof(TransactResponse) || response->Kind != request.Kind)
            Violate(Violations.ResponseMalformed);

        // a request that was given up meanwhile is ended already, and the driver knows it no more
        request?.End(response->Status, response);
    }

    public NtStatus Invoke(FakeRequest request)
    {
        if (!IsGuarded)
            return InvokeUnguarded(request);
        lock (_guard)
            return InvokeUnguarded(request);
    }

    /// <summary>A thread has ended; the last tells the file system.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _serving) == 0 && Table[DispatcherStopped] != 0)
            ((delegate* unmanaged[Cdecl]<FileSystem*, byte, void>)Table[DispatcherStopped])(Address, _isLost ? (byte)0 : (byte)1);
    }

    private NtStatus InvokeUnguarded(FakeRequest request)
    {
        if (request.Slot == Rename)
            Notices.BeginRename();

        // the calling convention lets a function be given more than it takes
        var a = request.Arguments;
        var status = ((delegate* unmanaged[Cdecl]<ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong, NtStatus>)Table[request.Slot])(
            a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9]);
        if (request.Slot == Rename)
            Notices.EndRename();
        return request.Slot is Cleanup or Close ? NtStatus.Success : status;
    }
}
