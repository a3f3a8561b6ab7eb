namespace ObjectFs.NineP.Tests;

/// <content>Opening, reading, writing.</content>
internal sealed partial class RawClient
{
    public const byte OREAD = 0;
    public const byte OWRITE = 1;
    public const byte ORDWR = 2;
    public const byte OEXEC = 3;
    public const byte OTRUNC = 0x10;
    public const byte ORCLOSE = 0x40;

    public byte OpenType => IsLinux ? Op.Lopen : Op.Open;

    /// <summary>Topen, or the Tlopen that asks for the same.</summary>
    public Body OpenBody(uint fid, byte mode) =>
        IsLinux ? new Body().U32(fid).U32((mode & 3) switch { OWRITE => 1u, ORDWR => 2u, _ => 0u } | ((mode & OTRUNC) != 0 ? 0x200u : 0)) : new Body().U32(fid).U8(mode);

    public Task<Answer> OpenAsync(uint fid, byte mode = OREAD) => CallAsync(OpenType, OpenBody(fid, mode));

    /// <summary>Tlopen with Linux's own flags.</summary>
    public Task<Answer> LopenAsync(uint fid, uint flags) => CallAsync(Op.Lopen, new Body().U32(fid).U32(flags));

    /// <summary>A new fid for a place below the root, open.</summary>
    public async Task<uint> OpenedAsync(byte mode, params IReadOnlyList<string> names)
    {
        var fid = await FindAsync(names);
        await OpenAsync(fid, mode).Succeeds();
        return fid;
    }

    public byte CreateType => IsLinux ? Op.Lcreate : Op.Create;

    public Body CreateBody(uint fid, byte[] name, uint mode = 0x1a4, byte open = OWRITE, uint flags = 0) => Dialect switch
    {
        NinePDialect.Linux => new Body().U32(fid).Text(name).U32((open & 3u) | flags).U32(mode).U32(0),
        NinePDialect.Unix => new Body().U32(fid).Text(name).U32(mode).U8(open).Text(""),
        _ => new Body().U32(fid).Text(name).U32(mode).U8(open),
    };

    /// <summary>Tcreate or Tlcreate of a file.</summary>
    public Task<Answer> CreateAsync(uint fid, string name, uint mode = 0x1a4, byte open = OWRITE, uint flags = 0) =>
        CallAsync(CreateType, CreateBody(fid, System.Text.Encoding.UTF8.GetBytes(name), mode, open, flags));

    public Task<Answer> CreateAsync(uint fid, byte[] name) => CallAsync(CreateType, CreateBody(fid, name));

    /// <summary>Makes a directory below one that a fid stands for; the fid stays what it is.</summary>
    public async Task<Answer> MakeDirectoryAsync(uint fid, byte[] name, uint mode = 0x1ed)
    {
        if (IsLinux)
            return await CallAsync(Op.MakeDirectory, new Body().U32(fid).Text(name).U32(mode).U32(0));
        var made = NewFid();
        await WalkAsync(fid, made, Array.Empty<string>()).Succeeds();
        var answer = await CallAsync(Op.Create, CreateBody(made, name, mode | 0x8000_0000, OREAD));
        await ClunkAsync(made).Succeeds();
        return answer;
    }

    public Task<Answer> MakeDirectoryAsync(uint fid, string name, uint mode = 0x1ed) => MakeDirectoryAsync(fid, System.Text.Encoding.UTF8.GetBytes(name), mode);

    public static Body ReadBody(uint fid, ulong offset, uint count) => new Body().U32(fid).U64(offset).U32(count);

    public Task<Answer> ReadAsync(uint fid, ulong offset = 0, uint count = 8192) => CallAsync(Op.Read, ReadBody(fid, offset, count));

    public static Body WriteBody(uint fid, ulong offset, byte[] data) => new Body().U32(fid).U64(offset).Data(data);

    public Task<Answer> WriteAsync(uint fid, ulong offset, byte[] data) => CallAsync(Op.Write, WriteBody(fid, offset, data));

    public Task<Answer> WriteAsync(uint fid, ulong offset, string data) => WriteAsync(fid, offset, System.Text.Encoding.UTF8.GetBytes(data));

    /// <summary>The content of a file, through a fid of its own.</summary>
    public async Task<string> TextAsync(params IReadOnlyList<string> names)
    {
        var fid = await OpenedAsync(OREAD, names);
        List<byte> all = [];
        while (true)
        {
            var data = (await ReadAsync(fid, (ulong)all.Count).Succeeds()).Data;
            if (data.Length == 0)
                break;
            all.AddRange(data);
        }

        await ClunkAsync(fid).Succeeds();
        return System.Text.Encoding.UTF8.GetString([.. all]);
    }

    public byte ListType => IsLinux ? Op.ReadDirectory : Op.Read;

    /// <summary>Reads an open directory, as the dialect does.</summary>
    public Task<Answer> ReadDirectoryAsync(uint fid, ulong offset = 0, uint count = 8192) => CallAsync(ListType, ReadBody(fid, offset, count));
}
