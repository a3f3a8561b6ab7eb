using System.Globalization;
using System.Text;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes.Scratch;

/// <summary>
/// The files that clients made beside the members of objects: swap files, backups, what is to be renamed onto a member. They are held until somebody removes them, and no longer than their object
/// is in the tree, which they do not keep alive. Bounded for a file, a directory and all. Thread-safe; no code of the program runs under its lock.
/// </summary>
internal sealed class ScratchFiles
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectId, Dictionary<ulong, ScratchDirectory>> _byObject = [];
    private readonly MemoryVolume _all;
    private ulong _serial;

    public ScratchFiles(TimeProvider time)
    {
        _all = new MemoryVolume(Limits.AllScratchBytes, Limits.AllScratchFiles, time, NextInode);
    }

    /// <summary>Why none is made where there is no object.</summary>
    public static Failure NotHere { get; } = new(Errno.EPERM, "no files are made here, only beside the members of an object");

    /// <summary>Why none is made, or longer.</summary>
    public static Failure Full { get; } = new(Errno.ENOSPC, string.Create(
        CultureInfo.InvariantCulture,
        $"there is no room: at most {Limits.ScratchFiles} scratch files and {Limits.ScratchBytes >> 20} MiB in a directory, {Limits.AllScratchFiles} and {Limits.AllScratchBytes >> 20} MiB in all; remove some"));

    /// <summary>Why one cannot be longer.</summary>
    public static Failure TooLong { get; } = new(Errno.EFBIG, $"a scratch file holds at most {Limits.ScratchFile >> 20} MiB");

    /// <summary>How many there are, those that are removed and still open included.</summary>
    public int Count => _all.Nodes;

    /// <summary>Bytes of them.</summary>
    public long Bytes => _all.Bytes;

    /// <summary>The file of a name, or null.</summary>
    public ScratchFile? Find(Location directory, ulong inode, ReadOnlySpan<byte> name)
    {
        // editors and shells ask for names all the time, and hardly ever is there a file
        if (_all.Nodes == 0)
            return null;
        lock (_gate)
            return Find(directory, inode)?.ByName.GetValueOrDefault(Encoding.UTF8.GetString(name));
    }

    /// <summary>The names of a directory's files, and the files.</summary>
    public IReadOnlyList<KeyValuePair<string, ScratchFile>> List(Location directory, ulong inode)
    {
        if (_all.Nodes == 0)
            return [];
        lock (_gate)
            return Find(directory, inode) is { } there ? [.. there.ByName] : [];
    }

    /// <summary>Makes a file. ESTALE where the object is gone, ENOSPC and EFBIG past the bounds, EEXIST.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="inode">The directory's.</param>
    /// <param name="name">UTF-8, and nothing that the directory itself holds.</param>
    /// <param name="mode">Permission bits.</param>
    /// <param name="owner">Whose it is to be.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="mayReplace">Whether a file of that name gives way.</param>
    /// <param name="replaced">That file.</param>
    public Result<ScratchFile> Add(
        Location directory, ulong inode, string name, int mode, Caller owner, ReadOnlySpan<byte> content, bool mayReplace, out ScratchFile? replaced)
    {
        replaced = null;
        lock (_gate)
        {
            // whoever takes the object away forgets its files afterwards, under this lock
            if (directory.Host.Target is null)
                return Host.Gone;
            var there = Find(directory, inode) ?? new ScratchDirectory(_all.CreatePart(Limits.ScratchBytes, Limits.ScratchFiles, Limits.ScratchFile));
            if (there.ByName.TryGetValue(name, out var before) && !mayReplace)
                return Errno.EEXIST;
            if (!there.Volume.CreateFile(mode, owner).TryGet(out var made))
                return Full;
            if (!content.IsEmpty && made.Write(0, content) is { Succeeded: false } refused)
            {
                made.Discard();
                return refused.Errno == Errno.EFBIG ? TooLong : Full;
            }

            replaced = before;
            var file = new ScratchFile(made, directory, name);
            there.ByName[name] = file;
            if (there.ByName.Count == 1)
                Keep(directory, inode, there);
            replaced?.Content.Discard();
            return file;
        }
    }

    /// <summary>Gives a file another name in its directory. ENOENT where it has none any more, or nothing to change places with; EEXIST.</summary>
    public Errno Rename(ScratchFile file, Location directory, ulong inode, string name, RenameFlags flags, out ScratchFile? replaced)
    {
        replaced = null;
        lock (_gate)
        {
            if (Holding(file, directory, inode) is not { } there)
                return Errno.ENOENT;
            var other = there.ByName.GetValueOrDefault(name);
            if (other == file)
                return Errno.None;
            if ((flags & RenameFlags.NoReplace) != 0 && other is not null)
                return Errno.EEXIST;
            var isExchange = (flags & RenameFlags.Exchange) != 0;
            if (isExchange && other is null)
                return Errno.ENOENT;
            there.ByName.Remove(file.Name);
            if (isExchange)
            {
                there.ByName[file.Name] = other!;
                other!.Name = file.Name;
            }
            else
            {
                replaced = other;
                other?.Content.Discard();
            }

            there.ByName[name] = file;
            file.Name = name;
            return Errno.None;
        }
    }

    /// <summary>What is in a file, copied; null where it has no name any more, and so perhaps nothing in it.</summary>
    public byte[]? Read(ScratchFile file, Location directory, ulong inode)
    {
        lock (_gate)
            return Holding(file, directory, inode) is null ? null : file.Content.ToArray();
    }

    /// <summary>Takes a file's name away; whoever has it open goes on.</summary>
    /// <returns>Whether it had one.</returns>
    public bool Remove(ScratchFile file, Location directory, ulong inode)
    {
        lock (_gate)
        {
            if (Holding(file, directory, inode) is not { } there)
                return false;
            there.ByName.Remove(file.Name);
            if (there.ByName.Count == 0)
                Drop(directory, inode);
            file.Content.Discard();
            return true;
        }
    }

    /// <summary>An object is gone.</summary>
    public void Forget(ObjectId id)
    {
        lock (_gate)
        {
            if (!_byObject.Remove(id, out var directories))
                return;
            foreach (var file in directories.Values.SelectMany(static directory => directory.ByName.Values))
                file.Content.Discard();
        }
    }

    // static members are no object, and are never gone
    private static ObjectId IdOf(Location directory) => directory.Host.Id ?? default;

    private ScratchDirectory? Find(Location directory, ulong inode) => _byObject.GetValueOrDefault(IdOf(directory))?.GetValueOrDefault(inode);

    // the directory, where the file still has its name there
    private ScratchDirectory? Holding(ScratchFile file, Location directory, ulong inode) =>
        Find(directory, inode) is { } there && there.ByName.GetValueOrDefault(file.Name) == file ? there : null;

    private void Keep(Location directory, ulong inode, ScratchDirectory there)
    {
        if (!_byObject.TryGetValue(IdOf(directory), out var directories))
            _byObject.Add(IdOf(directory), directories = []);
        directories[inode] = there;
    }

    private void Drop(Location directory, ulong inode)
    {
        var directories = _byObject[IdOf(directory)];
        directories.Remove(inode);
        if (directories.Count == 0)
            _byObject.Remove(IdOf(directory));
    }

    private ulong NextInode() => Inode.OfPath(Inode.Root, "scratch"u8, (long)Interlocked.Increment(ref _serial));
}
