using System.Text;

namespace ObjectFs.Tree.Tests;

/// <summary>A small volume in memory, and what tests of it say often.</summary>
public abstract class MemoryCase
{
    private protected MemoryCase() => Root = Volume.CreateRoot();

    private protected MemoryVolume Volume { get; } = new(maxBytes: 1 << 20, maxNodes: 20);

    private protected MemoryDirectory Root { get; }

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected static T Now<T>(ValueTask<T> answer) => answer.IsCompletedSuccessfully ? answer.GetAwaiter().GetResult() : throw new InvalidOperationException("Memory never waits.");

    private protected static void Closed(ValueTask closing) => Assert.True(closing.IsCompletedSuccessfully);

    private protected Errno Remove(string name, NodeKind kind = NodeKind.File) => Now(Root.RemoveAsync(Encoding.UTF8.GetBytes(name), kind, Caller.Self, Token)).Errno;

    private protected Errno Rename(string name, Node target, string newName, RenameFlags flags = RenameFlags.None) =>
        Now(Root.RenameAsync(Encoding.UTF8.GetBytes(name), target, Encoding.UTF8.GetBytes(newName), flags, Caller.Self, Token)).Errno;
}
