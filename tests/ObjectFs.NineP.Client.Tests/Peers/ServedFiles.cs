using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

/// <summary>Whole files, as tests want them.</summary>
internal static class ServedFiles
{
    public static T Must<T>(this Result<T> result)
    {
        Assert.True(result.Succeeded, result.Succeeded ? null : $"{result.Errno}: {result.Sentence}");
        return result.Value;
    }

    public static async Task MakeAsync(this Served served, string name, string content)
    {
        var created = (await served.Root.CreateAsync(Encoding.UTF8.GetBytes(name), 0x1A4, OpenFlags.Write, Caller.Self, default)).Must();
        if (content.Length > 0)
            (await created.Handle.WriteAsync(0, Encoding.UTF8.GetBytes(content), default)).Must();
        await created.Handle.CloseAsync();
    }

    public static async Task<string> ReadAsync(this Served served, string path)
    {
        await using var file = (await served.Client.Root.WalkAsync(path)).Must();
        var opened = await file.OpenAsync(OpenFlags.Read);
        Assert.True(opened.Succeeded, opened.Succeeded ? null : opened.Failure.ToString());
        var buffer = new byte[1000];
        return Encoding.UTF8.GetString(buffer, 0, (await file.ReadAsync(0, buffer)).Must());
    }
}
