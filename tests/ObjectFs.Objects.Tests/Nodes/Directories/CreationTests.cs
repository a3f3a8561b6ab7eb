using System.Globalization;
using System.Text;
using ObjectFs.Objects.Registry;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Nodes.Directories;

/// <summary>What a case over every gateway would take too long for.</summary>
public sealed class CreationTests
{
    [Fact]
    public async Task So_many_objects_are_kept_and_the_next_is_refused_with_a_sentence_until_one_is_removed()
    {
        ObjectRegistry registry = new();
        registry.RegisterStatic(typeof(Token));
        Node directory = await registry.DirectoryAsync("CreationTests.Token");
        for (int i = 1; i <= CreatedObjects.Max; i++)
            Assert.Equal(Errno.None, (await MakeAsync(directory, i)).Errno);
        Assert.Equal(65_536, CreatedObjects.Max);

        Result<Node> refused = await MakeAsync(directory, CreatedObjects.Max + 1);
        Assert.Equal(Errno.ENOSPC, refused.Errno);
        Assert.Contains("65536 objects", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal(refused.Sentence, Encoding.UTF8.GetString((await directory.GetXattrAsync("user.objectfs.error"u8, CancellationToken.None)).Value.Span));

        Assert.True((await directory.RemoveAsync("17"u8, NodeKind.Directory, Caller.Self, CancellationToken.None)).Succeeded);
        Assert.Equal(Errno.None, (await MakeAsync(directory, CreatedObjects.Max + 1)).Errno);
        Assert.Equal(Errno.ENOSPC, (await MakeAsync(directory, CreatedObjects.Max + 2)).Errno);
    }

    private static async Task<Result<Node>> MakeAsync(Node directory, int number) =>
        await directory.CreateDirectoryAsync(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), 0x1ED, Caller.Self, CancellationToken.None);

    [Export(Creatable = true)]
    private sealed class Token
    {
        public Token()
        {
        }
    }
}
