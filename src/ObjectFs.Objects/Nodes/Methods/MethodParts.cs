using System.Text;
using ObjectFs.Objects.Methods;
using ObjectFs.Objects.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Nodes;

/// <summary>The files in the directory of a method and in those of its contexts.</summary>
internal static class MethodParts
{
    private static readonly byte[][] OfMethod = ["call"u8.ToArray(), "signature"u8.ToArray(), "code"u8.ToArray(), "result"u8.ToArray(), "error"u8.ToArray()];
    private static readonly byte[][] OfContext = ["call"u8.ToArray(), "status"u8.ToArray(), "result"u8.ToArray(), "error"u8.ToArray()];

    /// <summary>The names, UTF-8.</summary>
    public static IReadOnlyList<byte[]> Names(bool inContext) => inContext ? OfContext : OfMethod;

    /// <summary>The file of a name, or null.</summary>
    /// <param name="site">The method.</param>
    /// <param name="context">The context, or null for the method's own directory.</param>
    /// <param name="directory">The directory's inode.</param>
    /// <param name="name">UTF-8.</param>
    public static Node? Find(CallSite site, CallContext? context, ulong directory, ReadOnlySpan<byte> name)
    {
        var inode = Inode.Child(directory, name);
        if (name.SequenceEqual("call"u8))
            return new ChannelFile(site, context, inode);
        if (name.SequenceEqual("result"u8))
            return new MethodText(site, inode, site => new(ResultOf(Last(site, context))), isConstant: false);
        if (name.SequenceEqual("error"u8))
            return new MethodText(site, inode, site => new((ReadOnlyMemory<byte>)(Last(site, context)?.ErrorText ?? [])), isConstant: false);
        if (context is not null)
            return name.SequenceEqual("status"u8) ? new MethodText(site, inode, _ => new(Text($"{context.Status}\n")), isConstant: false) : null;
        if (name.SequenceEqual("signature"u8))
            return new MethodText(site, inode, static site => new(Text($"{Signature.Of(site.Method)}\n")), isConstant: true);
        return name.SequenceEqual("code"u8) ? new MethodText(site, inode, static site => CodeAsync(site.Method), isConstant: true) : null;
    }

    private static Outcome? Last(CallSite site, CallContext? context) => context is null ? site.State?.Last : context.Last;

    private static Result<ReadOnlyMemory<byte>> ResultOf(Outcome? outcome) => outcome switch
    {
        null => ReadOnlyMemory<byte>.Empty,
        { Result: { } result } => result,
        _ => new Failure(Errno.EFBIG, $"an answer of more than {Outcome.KeptBytes >> 20} MiB is not kept; call again and read it as it comes"),
    };

    // symbols are read from disk, by a thread that has time
    private static async ValueTask<Result<ReadOnlyMemory<byte>>> CodeAsync(Method method) => Text(await method.CodeAsync().OffPool());

    private static Result<ReadOnlyMemory<byte>> Text(string text) => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(text);
}
