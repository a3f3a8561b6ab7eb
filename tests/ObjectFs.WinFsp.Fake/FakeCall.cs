using System.Runtime.InteropServices;

namespace ObjectFs.WinFsp.Fake;

/// <summary>
/// What follows the head of a request (FSP_FSCTL_TRANSACT_REQ, 88 bytes) here: the slot to call, and its arguments. What of them points into the request's own memory does so in whatever copy
/// of the request is being performed.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FakeCall
{
    public const int Arguments = 10;
    private const int HeadSize = 88;

    private ulong _slot;
    private ulong _from;
    private ulong _size;
    private fixed ulong _arguments[Arguments];

    /// <summary>Writes a request, head and all, into a dispatcher's memory.</summary>
    public static void Write(TransactRequest* request, FakeRequest asked)
    {
        var size = HeadSize + sizeof(FakeCall) + asked.Size;
        if (size > FakeDispatcher.RequestSize)
            throw new InvalidOperationException($"A request of {size} bytes is more than the driver sends.");
        *request = new TransactRequest { Version = 1, Size = (ushort)size, Kind = asked.Kind, Hint = asked.Hint };
        var call = Of(request);
        *call = new FakeCall { _slot = asked.Slot, _from = (ulong)asked.Memory, _size = asked.Size };
        NativeMemory.Copy(asked.Arguments, call->_arguments, Arguments * sizeof(ulong));
        NativeMemory.Copy(asked.Memory, call + 1, asked.Size);
    }

    /// <summary>What a copy of a request calls, and with what.</summary>
    public static uint Read(TransactRequest* request, Span<ulong> arguments)
    {
        var call = Of(request);
        new ReadOnlySpan<ulong>(call->_arguments, Arguments).CopyTo(arguments);
        foreach (ref var argument in arguments)
        {
            if (argument - call->_from < call->_size)
                argument = argument - call->_from + (ulong)(call + 1);
        }

        return (uint)call->_slot;
    }

    private static FakeCall* Of(TransactRequest* request) => (FakeCall*)((byte*)request + HeadSize);
}
