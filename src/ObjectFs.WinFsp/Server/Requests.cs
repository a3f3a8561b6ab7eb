using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <summary>
/// Takes requests off WinFsp's dispatcher, whose few threads serve a whole drive. WinFsp lets its callbacks answer later only what they read, write and list. So it is its operations that answer later:
/// each is replaced (FspFileSystemSetOperationF) by <see cref="Take"/>, which copies the request and is done; on a thread of the tree's own WinFsp's operation then runs, calls back, and what it
/// answers is sent. Reads run where they are: they wait without a thread. Thread-safe.
/// </summary>
internal sealed unsafe class Requests
{
    private const int Alignment = 8;

    [ThreadStatic]
    private static ulong _hint;

    [ThreadStatic]
    private static uint _processId;

    private readonly WinFspLibrary _library;
    private readonly ILogger _logger;
    private readonly int _max;
    private readonly WorkThreads<nint> _threads;
    private int _places;
    private int _underWay;
    private bool _hasToldOfLimit;

    /// <param name="library">WinFsp.</param>
    /// <param name="max">So many at once, a thread for each: none waits in line behind another.</param>
    /// <param name="logger">Where it is said when there are more.</param>
    public Requests(WinFspLibrary library, int max, ILogger logger)
    {
        _library = library;
        _max = max;
        _logger = logger;
        _threads = new("ObjectFs drive", max, Run);
    }

    /// <summary>The number of the request that calls back on this thread.</summary>
    public static ulong Hint => _hint;

    /// <summary>The process that asks, where it creates, opens or renames; else 0.</summary>
    public static uint ProcessId => _processId;

    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Called on a thread of the dispatcher, in place of WinFsp's operation.</summary>
    /// <returns>STATUS_PENDING; the answer of a read that does not wait; STATUS_INSUFFICIENT_RESOURCES where there are too many.</returns>
    public NtStatus Take(FileSystem* fileSystem, TransactRequest* request, TransactResponse* response)
    {
        var processId = _library.OperationProcessId();
        if (request->Kind == TransactKind.Read)
            return Perform(fileSystem, request, response, processId);
        if (Interlocked.Increment(ref _places) > _max)
            return Refuse();
        Taken* taken;
        try
        {
            taken = (Taken*)NativeMemory.Alloc((nuint)(sizeof(Taken) + TransactResponse.MaxSize + request->Size));
        }
        catch (OutOfMemoryException)
        {
            return Refuse();
        }

        *taken = new Taken { FileSystem = fileSystem, ProcessId = processId };
        *ResponseOf(taken) = new TransactResponse { Size = (ushort)sizeof(TransactResponse), Kind = request->Kind, Hint = request->Hint };
        NativeMemory.Copy(request, RequestOf(taken), request->Size);
        Interlocked.Increment(ref _underWay);
        _threads.Add((nint)taken);
        return NtStatus.Pending;
    }

    private NtStatus Refuse()
    {
        Interlocked.Decrement(ref _places);
        if (!Interlocked.Exchange(ref _hasToldOfLimit, true))
            Log.LimitReached(_logger, _max, "requests are under way");
        return NtStatus.InsufficientResources;
    }

    private void Run(nint item)
    {
        var taken = (Taken*)item;
        var response = ResponseOf(taken);
        var status = Perform(taken->FileSystem, RequestOf(taken), response, taken->ProcessId);

        // whoever is answered may ask for the next thing at once
        Interlocked.Decrement(ref _places);

        // pending still: a write or a listing that waits for its node
        if (status != NtStatus.Pending)
        {
            response->Size = Pad(response);
            response->Status = status;
            _library.SendResponse(taken->FileSystem, response);
        }

        NativeMemory.Free(taken);
        Interlocked.Decrement(ref _underWay);
    }

    private NtStatus Perform(FileSystem* fileSystem, TransactRequest* request, TransactResponse* response, uint processId)
    {
        (_hint, _processId) = (request->Hint, processId);
        return _library.Operation(request->Kind)(fileSystem, request, response);
    }

    private static TransactResponse* ResponseOf(Taken* taken) => (TransactResponse*)(taken + 1);

    private static TransactRequest* RequestOf(Taken* taken) => (TransactRequest*)((byte*)(taken + 1) + TransactResponse.MaxSize);

    // the driver takes whole words
    private static ushort Pad(TransactResponse* response)
    {
        var padded = (response->Size + Alignment - 1) & -Alignment;
        NativeMemory.Clear((byte*)response + response->Size, (nuint)(padded - response->Size));
        return (ushort)padded;
    }

    /// <summary>A request that was taken over. Behind it in memory: room for the answer, and the request.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Taken
    {
        public FileSystem* FileSystem;
        public uint ProcessId;
    }
}
