using System.Runtime.InteropServices;

namespace ObjectFs.Fuse;

/// <content>sys/socket.h: a descriptor comes over a socket from fusermount3.</content>
internal static unsafe partial class Libc
{
    private const int UnixFamily = 1;
    private const int StreamType = 1;
    private const int CloseOnExecMessage = 0x40000000;

    public static bool TrySocketPair(out int ours, out int theirs)
    {
        var pair = stackalloc int[2];
        var made = SocketPair(UnixFamily, StreamType, 0, pair) == 0;
        (ours, theirs) = (pair[0], pair[1]);
        return made;
    }

    /// <summary>Waits for a descriptor; -1 where the other end closed without sending one.</summary>
    public static int ReceiveDescriptor(int socket)
    {
        byte one;
        var control = stackalloc ulong[4];
        Vector part = new() { Base = &one, Length = 1 };
        Message message = new() { Parts = &part, PartCount = 1, Control = control, ControlLength = 32 };
        nint received;
        do
        {
            received = ReceiveMessage(socket, &message, CloseOnExecMessage);
        }
        while (received < 0 && LastErrno == Tree.Errno.EINTR);

        // cmsghdr: length, SOL_SOCKET, SCM_RIGHTS, then the descriptor
        var header = (int*)control;
        return received > 0 && message.ControlLength >= 20 && header[2] == 1 && header[3] == 1 ? header[4] : -1;
    }

    [LibraryImport(Library, EntryPoint = "socketpair", SetLastError = true)]
    private static partial int SocketPair(int domain, int type, int protocol, int* pair);

    [LibraryImport(Library, EntryPoint = "recvmsg", SetLastError = true)]
    private static partial nint ReceiveMessage(int socket, Message* message, int flags);

    [StructLayout(LayoutKind.Sequential)]
    private struct Vector
    {
        public byte* Base;
        public nuint Length;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Message
    {
        public void* Name;
        public uint NameLength;
        public Vector* Parts;
        public nuint PartCount;
        public void* Control;
        public nuint ControlLength;
        public int Flags;
    }
}
