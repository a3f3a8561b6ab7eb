using System.Text;

namespace ObjectFs.NineP.Tests;

/// <content>Listings and attributes, taken apart by hand.</content>
internal sealed partial class RawClient
{
    public byte StatType => IsLinux ? Op.GetAttributes : Op.Stat;

    public byte SetStatType => IsLinux ? Op.SetAttributes : Op.Wstat;

    /// <summary>Tstat, or a Tgetattr of everything.</summary>
    public Body StatBody(uint fid) => IsLinux ? new Body().U32(fid).U64(0x3fff) : new Body().U32(fid);

    public Task<Answer> TryStatAsync(uint fid) => CallAsync(StatType, StatBody(fid));

    public async Task<Stat> StatAsync(uint fid)
    {
        var answer = await TryStatAsync(fid).Succeeds();
        if (!IsLinux)
            return RecordOf(answer.Body[2..], out _);
        var mode = answer.U32(21);
        return new(answer.Id(8), mode & 0xfff, (byte)(mode >> 12), answer.U64(49), "", "", answer.U64(89), answer.U32(25));
    }

    public async Task<Stat> StatAsync(params IReadOnlyList<string> names)
    {
        var fid = await FindAsync(names);
        var stat = await StatAsync(fid);
        await ClunkAsync(fid).Succeeds();
        return stat;
    }

    /// <summary>Twstat, or the Tsetattr, that changes the size and nothing else.</summary>
    public Body SizeBody(uint fid, ulong size) =>
        IsLinux ? new Body().U32(fid).U32(0x8).U32(0).U32(0).U32(0).U64(size).U64(0).U64(0).U64(0).U64(0) : WstatBody(fid, length: size);

    public Task<Answer> SetSizeAsync(uint fid, ulong size) => CallAsync(SetStatType, SizeBody(fid, size));

    public Body WstatBody(uint fid, string name = "", uint mode = uint.MaxValue, ulong length = ulong.MaxValue, uint modified = uint.MaxValue, string owner = "", string group = "") =>
        WstatBody(fid, Encoding.UTF8.GetBytes(name), mode, length, modified, owner, group);

    public Body WstatBody(
        uint fid,
        byte[] name,
        uint mode = uint.MaxValue,
        ulong length = ulong.MaxValue,
        uint modified = uint.MaxValue,
        string owner = "",
        string group = "",
        uint accessed = uint.MaxValue,
        string extension = "",
        uint modifier = uint.MaxValue)
    {
        var fields = new Body().U16(0xffff).U32(NoFid).U8(0xff).U32(NoFid).U64(ulong.MaxValue).U32(mode).U32(accessed).U32(modified).U64(length).Text(name).Text(owner).Text(group).Text("");
        if (Dialect == NinePDialect.Unix)
            fields.Text(extension).U32(NoFid).U32(NoFid).U32(modifier);
        var record = new Body().U16(fields.Bytes.Length).Raw(fields.Bytes).Bytes;
        return new Body().U32(fid).Text(record);
    }

    /// <summary>Gives what a fid stands for another name in its directory: Twstat, or Trename.</summary>
    public async Task<Answer> RenameAsync(uint fid, uint directory, string name) =>
        IsLinux ? await CallAsync(Op.Rename, new Body().U32(fid).U32(directory).Text(name)) : await CallAsync(Op.Wstat, WstatBody(fid, name));

    /// <summary>The entries of one answer; fails where it splits one.</summary>
    public IReadOnlyList<Entry> EntriesOf(Answer answer)
    {
        List<Entry> entries = [];
        for (var at = 4; at < answer.Body.Length;)
        {
            if (IsLinux)
            {
                var name = answer.Text(at + 22);
                var length = 24 + answer.U16(at + 22);
                entries.Add(new(name, answer.Id(at), answer.U64(at + 13), answer.Body[at + 21], length));
                at += length;
            }
            else
            {
                var record = RecordOf(answer.Body[at..], out var length);
                entries.Add(new(record.Name, record.Id, 0, record.Kind, length));
                at += length;
            }
        }

        return entries;
    }

    /// <summary>A whole listing, so many bytes at a time.</summary>
    public async Task<IReadOnlyList<Entry>> ListAsync(uint fid, uint count = 8192, Func<int, Task>? afterEach = null)
    {
        List<Entry> all = [];
        ulong offset = 0;
        while (true)
        {
            var answer = await ReadDirectoryAsync(fid, offset, count).Succeeds();
            Assert.InRange(answer.Data.Length, 0, (int)Math.Min(count, int.MaxValue));
            var entries = EntriesOf(answer);
            if (entries.Count == 0)
                return all;
            all.AddRange(entries);
            offset = IsLinux ? entries[^1].Next : offset + (ulong)answer.Data.Length;
            if (afterEach is not null)
                await afterEach(all.Count);
        }
    }

    /// <summary>A whole listing without <c>.</c> and <c>..</c>.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(params IReadOnlyList<string> names)
    {
        var fid = await OpenedAsync(OREAD, names);
        var all = await ListAsync(fid);
        await ClunkAsync(fid).Succeeds();
        return [.. all.Select(static entry => entry.Name).Where(static name => name is not ("." or ".."))];
    }

    private Stat RecordOf(byte[] bytes, out int length)
    {
        Answer record = new(0, 0, bytes, Dialect);
        length = 2 + record.U16(0);
        Assert.InRange(length, 49, bytes.Length);
        var mode = record.U32(21);
        var id = record.Id(8);
        Assert.Equal(mode >> 24, id.Type);
        var at = 41;
        List<string> texts = [];
        for (var count = Dialect == NinePDialect.Unix ? 5 : 4; count > 0; count--)
        {
            texts.Add(record.Text(at));
            at += 2 + record.U16(at);
        }

        var owner = Dialect == NinePDialect.Unix ? record.U32(at) : NoFid;
        at += Dialect == NinePDialect.Unix ? 12 : 0;
        Assert.Equal(length, at);
        var kind = (byte)((mode & 0x8000_0000) != 0 ? 4 : (mode & 0x0200_0000) != 0 ? 10 : 8);
        return new(id, mode & 0x1ff, kind, record.U64(33), texts[0], texts.Count > 4 ? texts[4] : "", record.U32(29), owner);
    }
}
