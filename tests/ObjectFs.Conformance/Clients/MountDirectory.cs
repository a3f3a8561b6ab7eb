using System.Runtime.InteropServices;
using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>Reads with so small a buffer that a listing of any length is read in several pieces.</summary>
internal sealed unsafe class MountDirectory(int descriptor) : OpenDirectory
{
    private const int Room = 512;

    private readonly Queue<Entry> _entries = new();

    public override Entry? Read()
    {
        var buffer = stackalloc byte[Room];
        while (_entries.Count == 0)
        {
            var length = (int)MountClient.Check(Libc.GetEntries(descriptor, buffer, Room), "getdents");
            if (length == 0)
                return null;

            // struct linux_dirent64: inode, offset, length, type, name
            for (var at = 0; at < length; at += *(ushort*)(buffer + at + 16))
            {
                var name = Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(buffer + at + 19));
                if (name is not ("." or ".."))
                    _entries.Enqueue(new(name, (NodeKind)buffer[at + 18], *(ulong*)(buffer + at)));
            }
        }

        return _entries.Dequeue();
    }

    public override void Dispose() => Libc.Close(descriptor);
}
