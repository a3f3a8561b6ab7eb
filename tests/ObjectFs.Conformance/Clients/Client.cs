using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Clients;

/// <summary>
/// What a program sees of a tree through one gateway. Paths are absolute from the root of the tree, with a slash in front; symbolic links are followed as the kernel follows them.
/// What is refused throws <see cref="RefusedException"/>. Another gateway is one more class like this.
/// </summary>
public abstract class Client : IDisposable
{
    /// <summary>The bits of a mode that the gateway can tell.</summary>
    public virtual int ToldMode(NodeKind kind) => 0xFFF;

    public abstract Stat Stat(string path);

    public abstract Stat LinkStat(string path);

    public abstract OpenFile Open(string path, OpenFlags flags);

    public abstract OpenDirectory OpenDirectory(string path);

    public abstract string ReadLink(string path);

    public abstract void Symlink(string target, string path);

    public abstract void Rename(string from, string to);

    public abstract void Remove(string path);

    public abstract void RemoveDirectory(string path);

    public abstract void MakeDirectory(string path);

    /// <summary>open(2) with O_CREAT | O_EXCL, and close(2).</summary>
    public abstract void Create(string path);

    /// <summary>open(2) to write with O_CREAT | O_TRUNC, as a shell does for a name that is not there.</summary>
    public abstract OpenFile Make(string path);

    public abstract void Truncate(string path, long size);

    public abstract void ChangeMode(string path, int mode);

    public abstract byte[] GetXattr(string path, string name);

    public abstract IReadOnlyList<string> ListXattrs(string path);

    public abstract void SetXattr(string path, string name, byte[] value);

    public abstract void RemoveXattr(string path, string name);

    public abstract void Dispose();

    public IReadOnlyList<Entry> List(string path)
    {
        using var directory = OpenDirectory(path);
        var entries = new List<Entry>();
        while (directory.Read() is { } entry)
            entries.Add(entry);
        return entries;
    }

    /// <summary>The names of a directory, without those that start with a dot.</summary>
    public IReadOnlyList<string> Names(string path) => [.. List(path).Select(static entry => entry.Name).Where(static name => name[0] != '.')];

    public byte[] ReadBytes(string path)
    {
        using var file = Open(path, OpenFlags.Read);
        return file.ReadToEnd();
    }

    public string Read(string path) => Encoding.UTF8.GetString(ReadBytes(path));

    /// <summary>As <c>printf … &gt; path</c> does.</summary>
    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] content, OpenFlags flags = OpenFlags.Write | OpenFlags.Truncate)
    {
        using var file = Open(path, flags);
        file.Write(0, content);
        file.Close();
    }

    /// <summary>As <c>printf … &gt; path</c> does where there is nothing yet.</summary>
    public void WriteNew(string path, string text)
    {
        using var file = Make(path);
        file.Write(text);
        file.Close();
    }

    public bool Exists(string path) => Refusal.Of(() => LinkStat(path)) == Errno.None;

    /// <summary>The sentence of the last refusal of a member.</summary>
    public string Error(string path) => Told(path, "error");

    /// <summary>What an attribute of the tree's own says.</summary>
    public string Told(string path, string name) => Encoding.UTF8.GetString(GetXattr(path, $"user.objectfs.{name}"));

    /// <summary>The names of the tree's own attributes.</summary>
    public IEnumerable<string> ToldNames(string path) => ListXattrs(path).Select(static name => name["user.objectfs.".Length..]);
}
