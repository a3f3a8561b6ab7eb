namespace ObjectFs.NineP.Tests;

/// <content>Versions, attaching, walking.</content>
internal sealed partial class RawClient
{
    public static string NameOf(NinePDialect dialect) => dialect switch
    {
        NinePDialect.Plan9 => "9P2000",
        NinePDialect.Unix => "9P2000.u",
        _ => "9P2000.L",
    };

    public async Task<Answer> VersionAsync(string version, uint messageSize = 65536, ushort tag = NoTag)
    {
        await SendAsync(new Body().U32(messageSize).Text(version).Frame(Op.Version, tag));
        return await ReceiveAsync(tag);
    }

    /// <summary>Agrees on a dialect and binds fid 0 to the root.</summary>
    public async Task BeginAsync(NinePDialect dialect, uint messageSize = 65536)
    {
        var agreed = await VersionAsync(NameOf(dialect), messageSize);
        Assert.Equal(NameOf(dialect), agreed.Text(4));
        await AttachAsync(0).Succeeds();
    }

    public Body AttachBody(uint fid, uint afid = NoFid, string user = "nobody", string tree = "", uint number = NoFid) =>
        Dialect == NinePDialect.Plan9 ? new Body().U32(fid).U32(afid).Text(user).Text(tree) : new Body().U32(fid).U32(afid).Text(user).Text(tree).U32(number);

    public Task<Answer> AttachAsync(uint fid, uint afid = NoFid, string user = "nobody", string tree = "", uint number = NoFid) =>
        CallAsync(Op.Attach, AttachBody(fid, afid, user, tree, number));

    public static Body WalkBody(uint fid, uint newFid, params IReadOnlyList<byte[]> names)
    {
        var body = new Body().U32(fid).U32(newFid).U16(names.Count);
        foreach (var name in names)
            body.Text(name);
        return body;
    }

    public Task<Answer> WalkAsync(uint fid, uint newFid, params IReadOnlyList<string> names) =>
        CallAsync(Op.Walk, WalkBody(fid, newFid, [.. names.Select(System.Text.Encoding.UTF8.GetBytes)]));

    public Task<Answer> WalkAsync(uint fid, uint newFid, params IReadOnlyList<byte[]> names) => CallAsync(Op.Walk, WalkBody(fid, newFid, names));

    /// <summary>A new fid for a place below the root.</summary>
    public async Task<uint> FindAsync(params IReadOnlyList<string> names)
    {
        var fid = NewFid();
        var answer = await WalkAsync(0, fid, names).Succeeds();
        Assert.Equal(names.Count, answer.Ids.Length);
        return fid;
    }

    public Task<Answer> ClunkAsync(uint fid) => CallAsync(Op.Clunk, new Body().U32(fid));

    public Task<Answer> RemoveAsync(uint fid) => CallAsync(Op.Remove, new Body().U32(fid));

    public Task<Answer> FlushAsync(ushort oldTag) => CallAsync(Op.Flush, new Body().U16(oldTag));

    /// <summary>Whether a fid is bound; clunks it.</summary>
    public async Task<bool> IsBoundAsync(uint fid) => !(await ClunkAsync(fid)).IsError;

    /// <summary>Shows that the session lives and that nothing else was on its way.</summary>
    public async Task PingAsync()
    {
        var tag = await PostAsync(StatType, new Body().U32(0).Raw(IsLinux ? new byte[8] : []));
        var answer = await ReceiveAsync();
        Assert.True(answer.Tag == tag && !answer.IsError, $"Instead of the answer to tag {tag} came {answer}");
    }
}
