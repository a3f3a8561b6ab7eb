using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.WinFsp;

/// <content>What Windows is told of a file, and of the volume: GetFileInfo, SetBasicInfo, GetSecurity, GetReparsePoint, GetVolumeInfo.</content>
internal sealed unsafe partial class Volume
{
    private const int SectorLength = 512;
    private const int OwnerWrites = 0x80;
    private const int EveryoneWrites = 0x92;
    private const uint UnchangedAttributes = uint.MaxValue;
    private const ulong VolumeLength = 1UL << 30;

    private NtStatus GetVolumeInfo(ref Call call)
    {
        var info = (VolumeInfo*)call.Buffer;
        var label = _options.Label.AsSpan()[..Math.Min(_options.Label.Length, 32)];
        *info = new VolumeInfo { TotalSize = VolumeLength, FreeSize = VolumeLength, LabelLength = (ushort)(label.Length * sizeof(char)) };
        label.CopyTo(new Span<char>(info->Label, 32));
        return NtStatus.Success;
    }

    private NtStatus GetSecurityByName(ref Call call)
    {
        var place = Find(call.Path, followLast: true);

        // a link that leads nowhere can be opened as itself, and by nothing else: that is found out there
        var leadsNowhere = place.Status == NtStatus.ObjectNameNotFound;
        if (leadsNowhere)
            place = Find(call.Path, followLast: false);
        if (place.Node is not { } node)
            return place.Status;
        if (call.FileAttributes != null)
        {
            var read = Wait(node.GetAttributesWithoutSizeAsync(CancellationToken.None), _options.ChangeLimit);
            if (!read.TryGet(out var attributes))
                return Refused(read.Failure);
            *call.FileAttributes = Attributes(attributes, place.Name) & ~(leadsNowhere ? FileAttributes.ReparsePoint : 0);
        }

        return Describe(ref call);
    }

    private NtStatus GetSecurity(ref Call call) => Describe(ref call);

    // a size of 0 would let everybody in
    private NtStatus Describe(ref Call call)
    {
        var descriptor = _options.SecurityDescriptor;
        if (call.Size == null)
            return NtStatus.Success;
        var room = *call.Size;
        *call.Size = (nuint)descriptor.Length;
        if (room < (nuint)descriptor.Length)
            return NtStatus.BufferOverflow;
        if (call.Buffer != null)
            descriptor.CopyTo(new Span<byte>(call.Buffer, descriptor.Length));
        return NtStatus.Success;
    }

    private NtStatus GetFileInfo(ref Call call)
    {
        var file = FileOf(call.Context);
        var read = AttributesOf(file.Node, file.IsSizeKnown);
        if (!read.TryGet(out var attributes))
            return Refused(read.Failure);
        *call.Info = Info(attributes, NameOf(file), file.IsSizeKnown ? file.Size : attributes.Size);
        return NtStatus.Success;
    }

    private NtStatus SetBasicInfo(ref Call call)
    {
        var file = FileOf(call.Context);
        AttributeChanges changes = new() { Modified = call.LastWriteTime == 0 ? null : FileTimes.ToNanoseconds(call.LastWriteTime) };
        if (call.Attributes != UnchangedAttributes && file.Node.Kind == NodeKind.File)
        {
            var read = AttributesOf(file.Node, withoutSize: true);
            if (!read.TryGet(out var before))
                return Refused(read.Failure);
            var isReadOnly = ((FileAttributes)call.Attributes & FileAttributes.ReadOnly) != 0;
            if (isReadOnly != ((before.Mode & EveryoneWrites) == 0))
                changes = changes with { Mode = isReadOnly ? before.Mode & ~EveryoneWrites : before.Mode | OwnerWrites };
        }

        if (changes != default)
        {
            if (_options.ReadOnly)
                return NtStatus.MediaWriteProtected;
            var changed = Wait(file.Node.SetAttributesAsync(changes, file.Caller, CancellationToken.None), _options.ChangeLimit);
            if (!changed.Succeeded)
                return Refused(changed.Failure);
        }

        return GetFileInfo(ref call);
    }

    private NtStatus GetReparsePoint(ref Call call)
    {
        var file = FileOf(call.Context);
        if (!file.IsLink)
            return NtStatus.NotAReparsePoint;
        var read = Wait(file.Node.ReadLinkAsync(CancellationToken.None), _options.ChangeLimit);
        if (!read.TryGet(out var target))
            return Refused(read.Failure);
        var says = Encoding.UTF8.GetString(target.Span).Replace('/', '\\');
        var room = *call.Size;
        *call.Size = (nuint)ReparsePoint.LengthOf(says);
        if (room < *call.Size)
            return NtStatus.BufferOverflow;
        ReparsePoint.Write(new Span<byte>(call.Buffer, (int)*call.Size), says);
        return NtStatus.Success;
    }

    /// <summary>The attributes; without the size where the getter that would tell it takes too long for one who cannot be answered later.</summary>
    private Result<NodeAttributes> AttributesOf(Node node, bool withoutSize)
    {
        if (!withoutSize && Wait(node.GetAttributesAsync(CancellationToken.None), _options.Patience) is var read && read.Errno != Errno.ETIMEDOUT)
            return read;
        return Wait(node.GetAttributesWithoutSizeAsync(CancellationToken.None), _options.ChangeLimit);
    }

    private FileInfo Info(NodeAttributes attributes, ReadOnlySpan<char> name, long size)
    {
        var length = attributes.Kind == NodeKind.File ? (ulong)size : 0;
        var modified = FileTimes.Of(attributes.Modified == 0 ? _mounted : attributes.Modified);
        return new()
        {
            Attributes = Attributes(attributes, name),
            ReparseTag = attributes.Kind == NodeKind.Symlink ? ReparsePoint.SymlinkTag : 0,
            FileSize = length,
            AllocationSize = (length + SectorLength - 1) / SectorLength * SectorLength,
            CreationTime = modified,
            LastAccessTime = modified,
            LastWriteTime = modified,
            ChangeTime = FileTimes.Of(attributes.Changed == 0 ? (attributes.Modified == 0 ? _mounted : attributes.Modified) : attributes.Changed),
            IndexNumber = attributes.Inode,
        };
    }

    // an indexer would read everything, again and again
    private static FileAttributes Attributes(NodeAttributes attributes, ReadOnlySpan<char> name) =>
        FileAttributes.NotContentIndexed
        | (name is ['.', ..] ? FileAttributes.Hidden : 0)
        | attributes.Kind switch
        {
            NodeKind.Directory => FileAttributes.Directory,

            // what a link leads to is not known without following it; the tree's own lead to objects
            NodeKind.Symlink => FileAttributes.Directory | FileAttributes.ReparsePoint,
            _ => (attributes.Mode & EveryoneWrites) == 0 ? FileAttributes.ReadOnly : 0,
        };

    /// <summary>What a write tells of the file, without asking a getter.</summary>
    private FileInfo Written(OpenFile file, Result<NodeAttributes> read) => read.TryGet(out var attributes)
        ? Info(attributes, NameOf(file), file.Size)
        : new() { Attributes = FileAttributes.NotContentIndexed, FileSize = (ulong)file.Size, IndexNumber = file.Node.Inode };

    private void FillWritten(OpenFile file, FileInfo* info) => *info = Written(file, AttributesOf(file.Node, withoutSize: true));

    private static ReadOnlySpan<char> NameOf(OpenFile file) => file.Path.AsSpan(file.Path.LastIndexOf('\\') + 1);
}
