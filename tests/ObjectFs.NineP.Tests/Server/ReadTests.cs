using System.Text;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests.Server;

/// <summary>read(5), of files.</summary>
public sealed class ReadTests
{
    [Theory, EveryDialect]
    public async Task A_file_is_read_from_anywhere(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "hello");
        Assert.Equal("hello, world\n"u8.ToArray(), (await client.ReadAsync(fid).Succeeds()).Data);
        Assert.Equal("world"u8.ToArray(), (await client.ReadAsync(fid, 7, 5).Succeeds()).Data);
        Assert.Equal("h"u8.ToArray(), (await client.ReadAsync(fid, 0, 1).Succeeds()).Data);
        Assert.Equal("\n"u8.ToArray(), (await client.ReadAsync(fid, 12, 100).Succeeds()).Data);
        Assert.Empty((await client.ReadAsync(fid, 0, 0).Succeeds()).Data);
    }

    [Theory, EveryDialect]
    public async Task At_the_end_and_past_it_there_is_nothing(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "hello");
        foreach (var offset in new ulong[] { 13, 14, 1 << 20, uint.MaxValue, 1UL << 32, long.MaxValue })
            Assert.Empty((await client.ReadAsync(fid, offset).Succeeds()).Data);
    }

    [Theory, EveryDialect]
    public async Task No_offset_overflows(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "hello");
        foreach (var offset in new[] { 1UL << 63, (1UL << 63) + 1, ulong.MaxValue - 1, ulong.MaxValue })
        {
            foreach (var count in new uint[] { 0, 1, 8192, uint.MaxValue })
            {
                var answer = await client.ReadAsync(fid, offset, count);
                Assert.True(answer.IsError || answer.Data.Length == 0, answer.ToString());
            }
        }
    }

    [Theory, EveryDialect]
    public async Task However_much_is_asked_for_an_answer_fits_the_size_of_messages(NinePDialect dialect)
    {
        var content = Bytes(200_000);
        var root = Rig.Tree();
        root.AddFile("big", content);
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        foreach (var size in new uint[] { 4096, 8192, 65536 })
        {
            await client.BeginAsync(dialect, size);
            var fid = await client.OpenedAsync(RawClient.OREAD, "big");
            foreach (var count in new uint[] { size - 24, size - 12, size - 11, size - 10, size, 1 << 20, 0x7fff_ffff, 0x8000_0000, 0xffff_ffe8, uint.MaxValue })
            {
                var data = (await client.ReadAsync(fid, 1, count).Succeeds()).Data;
                Assert.InRange(data.Length, (int)Math.Min(count, size - 24), (int)Math.Min(count, size - 11));
                Assert.True(data.AsSpan().SequenceEqual(content.AsSpan(1, data.Length)));
            }
        }
    }

    [Theory, EveryDialect]
    public async Task A_whole_file_comes_in_pieces_of_any_length(NinePDialect dialect)
    {
        var content = Bytes(70_000);
        var root = Rig.Tree();
        root.AddFile("big", content);
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        foreach (var count in new uint[] { 999, 4096, 65536 })
        {
            var fid = await client.OpenedAsync(RawClient.OREAD, "big");
            List<byte> all = [];
            while ((await client.ReadAsync(fid, (ulong)all.Count, count).Succeeds()).Data is { Length: > 0 } data)
                all.AddRange(data);
            Assert.True(all.ToArray().AsSpan().SequenceEqual(content));
        }
    }

    [Theory, EveryDialect]
    public async Task What_is_not_open_is_not_read(NinePDialect dialect)
    {
        var (rig, client) = await Rig.BeginAsync(dialect);
        await using var _ = rig;
        await client.ReadAsync(await client.FindAsync("hello")).Refused(Errno.EBADF, Errno.EINVAL);
        await client.ReadAsync(await client.FindAsync("dir")).Refused(Errno.EBADF, Errno.EINVAL, Errno.EISDIR);
    }

    [Theory, EveryDialect]
    public async Task A_refusal_is_told_with_its_sentence(NinePDialect dialect)
    {
        StubHandle handle = new() { OnRead = static (_, _, _) => new(new Failure(Errno.ETIMEDOUT, "Speed: the getter took longer than 2 s")) };
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var answer = await client.ReadAsync(await client.OpenedAsync(RawClient.OREAD, "f")).Refused(Errno.ETIMEDOUT);
        if (!client.IsLinux)
            Assert.Equal("Speed: the getter took longer than 2 s", answer.Sentence);
    }

    [Theory, EveryDialect]
    public async Task A_sentence_that_is_too_long_or_more_than_a_line_is_made_to_fit(NinePDialect dialect)
    {
        string[] sentences = ["one\ntwo\r\n\tthree\0four\u001b[31m", new('x', 5000), string.Concat(Enumerable.Repeat("日", 100)), "a" + string.Concat(Enumerable.Repeat("🙂", 50)), "\ud800 half", "", "\n"];
        var asked = 0;
        StubHandle handle = new() { OnRead = (_, _, _) => new(new Failure(Errno.EIO, sentences[asked++])) };
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        foreach (var sentence in sentences)
        {
            // the client checks that it is at most 126 bytes of UTF-8 without control characters
            var answer = await client.ReadAsync(fid).Refused(Errno.EIO);
            if (!client.IsLinux && sentence.Length > 50 && sentence[0] != 'x')
                Assert.InRange(Encoding.UTF8.GetByteCount(answer.Sentence!), 120, 126);
        }
    }

    [Theory, EveryDialect]
    public async Task A_refusal_without_a_sentence_says_what_Linux_says(NinePDialect dialect)
    {
        // Linux finds numbers by these very strings, and 526 where it does not
        var asked = Errno.None;
        StubHandle handle = new() { OnRead = (_, _, _) => new(asked) };
        var (rig, client) = await Rig.BeginAsync(dialect, new StubDirectory { ["f"] = new StubFile(2) { Handle = () => handle } });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        foreach (var (errno, sentence) in new[]
        {
            (Errno.EPERM, "Operation not permitted"), (Errno.ENOENT, "No such file or directory"), (Errno.EIO, "Input/output error"), (Errno.EACCES, "Permission denied"),
            (Errno.EINVAL, "Invalid argument"), (Errno.ENOTDIR, "Not a directory"), (Errno.EISDIR, "Is a directory"), (Errno.EBUSY, "Device or resource busy"),
            (Errno.ERANGE, "Numerical result out of range"), (Errno.ENOSPC, "No space left on device"), (Errno.EOPNOTSUPP, "Operation not supported"),
        })
        {
            asked = errno;
            var answer = await client.ReadAsync(fid).Refused(errno);
            if (!client.IsLinux)
                Assert.Equal(sentence, answer.Sentence);
        }
    }

    [Theory, EveryDialect]
    public async Task Linux_is_told_the_words_that_it_knows_where_it_asks_for_them_and_has_no_number(NinePDialect dialect)
    {
        var asked = Errno.None;
        StubHandle handle = new() { OnRead = (_, _, _) => new(new Failure(asked, "a sentence that says what to do")) };
        StubDirectory root = new() { ["f"] = new StubFile(2) { Handle = () => handle } };
        var (rig, client) = await Rig.BeginAsync(dialect, root, new() { LinuxErrorWords = true });
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "f");
        foreach (var (errno, words) in LinuxWords)
        {
            asked = errno;
            var answer = await client.ReadAsync(fid).Refused(errno);
            Assert.Equal(dialect switch { NinePDialect.Plan9 => words, NinePDialect.Unix => "a sentence that says what to do", _ => null }, answer.Sentence);
        }
    }

    [Theory, EveryDialect]
    public async Task A_handle_that_throws_or_lies_is_an_error_of_that_request_alone(NinePDialect dialect)
    {
        StubDirectory root = new()
        {
            ["throws"] = new StubFile(2) { Handle = static () => new StubHandle { OnRead = static (_, _, _) => throw new InvalidOperationException("no") } },
            ["throws later"] = new StubFile(3)
            {
                Handle = static () => new StubHandle
                {
                    OnRead = static async (_, _, _) =>
                    {
                        await Task.Yield();
                        throw new InvalidOperationException("no");
                    },
                },
            },
            ["lies"] = new StubFile(4) { Handle = static () => new StubHandle { OnRead = static (_, buffer, _) => new(buffer.Length + 1) } },
            ["lies less than nothing"] = new StubFile(5) { Handle = static () => new StubHandle { OnRead = static (_, _, _) => new(-1) } },
            ["cancels itself"] = new StubFile(6) { Handle = static () => new StubHandle { OnRead = static (_, _, _) => throw new OperationCanceledException() } },
        };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        foreach (var name in new[] { "throws", "throws later", "lies", "lies less than nothing", "cancels itself" })
        {
            await client.ReadAsync(await client.OpenedAsync(RawClient.OREAD, name)).Refused(Errno.EIO, Errno.EINTR);
            await client.PingAsync();
        }
    }

    [Theory, EveryDialect]
    public async Task A_read_that_waits_holds_up_nobody(NinePDialect dialect)
    {
        Gate gate = new();
        StubDirectory root = new() { ["slow"] = new StubFile(2) { Handle = () => StubHandle.Behind(gate) }, ["dir"] = Rig.Tree() };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var fid = await client.OpenedAsync(RawClient.OREAD, "slow");
        var first = await client.PostAsync(Op.Read, RawClient.ReadBody(fid, 0, 10));
        await gate.Entered;
        Assert.Equal("hello, world\n", await client.TextAsync("dir", "hello"));
        var other = await rig.ConnectAsync(dialect);
        Assert.Equal("hello, world\n", await other.TextAsync("dir", "hello"));

        // nor another read of the same fid
        var second = await client.PostAsync(Op.Read, RawClient.ReadBody(fid, 0, 10));
        await Eventually.IsAsync(2, () => gate.Inside);
        await client.PingAsync();
        gate.Open();
        Assert.Empty((await client.ReceiveAsync(second)).Data);
        Assert.Empty((await client.ReceiveAsync(first)).Data);
    }

    [Theory, EveryDialect]
    public async Task A_node_that_waits_anywhere_holds_up_nobody(NinePDialect dialect)
    {
        Gate gate = new();
        StubFile file = new(2);
        StubDirectory root = new()
        {
            ["look"] = new StubFile(3) { OnLook = async token => await gate.PassAsync(token) is var errno && errno != Errno.None ? errno : new NodeAttributes { Kind = NodeKind.File, Inode = 3, Mode = 0x1a4 } },
            ["open"] = new StubFile(4) { OnOpen = async (_, token) => await gate.PassAsync(token) is var errno && errno != Errno.None ? errno : new StubHandle() },
            ["list"] = new StubDirectory(5) { Listing = gate },
            ["find"] = new StubDirectory(6) { OnLookup = async (_, token) => await gate.PassAsync(token) is var errno && errno != Errno.None ? errno : file },
            ["create"] = new StubDirectory(7) { OnCreate = async (_, token) => await gate.PassAsync(token) is var errno && errno != Errno.None ? errno : new CreatedFile(file, new StubHandle()) },
        };
        var (rig, client) = await Rig.BeginAsync(dialect, root);
        await using var _ = rig;
        var look = await client.PostAsync(client.StatType, client.StatBody(await client.FindAsync("look")));
        var open = await client.PostAsync(client.OpenType, client.OpenBody(await client.FindAsync("open"), RawClient.OREAD));
        var list = await client.PostAsync(client.ListType, RawClient.ReadBody(await client.OpenedAsync(RawClient.OREAD, "list"), 0, 1000));
        var find = await client.PostAsync(Op.Walk, RawClient.WalkBody(await client.FindAsync("find"), 100, "x"u8.ToArray()));
        var create = await client.PostAsync(client.CreateType, client.CreateBody(await client.FindAsync("create"), "new"u8.ToArray()));
        await Eventually.IsAsync(5, () => gate.Inside);
        await client.PingAsync();
        gate.Open();
        foreach (var tag in new[] { look, open, list, find, create })
            Assert.False((await client.ReceiveAsync(tag)).IsError);
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    // net/9p/error.c, and what stands for what it does not have
    private static readonly (Errno Errno, string Words)[] LinuxWords =
    [
        (Errno.EPERM, "Operation not permitted"), (Errno.ENOENT, "No such file or directory"), (Errno.EINTR, "Interrupted system call"), (Errno.EIO, "Input/output error"),
        (Errno.ENXIO, "No such device or address"), (Errno.E2BIG, "Argument list too long"), (Errno.EBADF, "Bad file descriptor"), (Errno.EAGAIN, "Resource temporarily unavailable"),
        (Errno.ENOMEM, "Cannot allocate memory"), (Errno.EACCES, "Permission denied"), (Errno.EBUSY, "Device or resource busy"), (Errno.EEXIST, "File exists"),
        (Errno.EXDEV, "Invalid cross-device link"), (Errno.ENODEV, "No such device"), (Errno.ENOTDIR, "Not a directory"), (Errno.EISDIR, "Is a directory"), (Errno.EINVAL, "Invalid argument"),
        (Errno.ENFILE, "Too many open files in system"), (Errno.EMFILE, "Too many open files"), (Errno.ETXTBSY, "Text file busy"), (Errno.EFBIG, "File too large"),
        (Errno.ENOSPC, "No space left on device"), (Errno.ESPIPE, "Illegal seek"), (Errno.EROFS, "Read-only file system"), (Errno.EMLINK, "Too many links"), (Errno.EPIPE, "Broken pipe"),
        (Errno.EDOM, "Numerical argument out of domain"), (Errno.ERANGE, "Numerical result out of range"), (Errno.EDEADLK, "Resource deadlock avoided"),
        (Errno.ENAMETOOLONG, "File name too long"), (Errno.ENOTEMPTY, "Directory not empty"), (Errno.ELOOP, "Too many levels of symbolic links"), (Errno.ENODATA, "No data available"),
        (Errno.EPROTO, "Protocol error"), (Errno.EMSGSIZE, "Message too long"), (Errno.EOPNOTSUPP, "Operation not supported"), (Errno.ECONNRESET, "Connection reset by peer"),
        (Errno.ETIMEDOUT, "Connection timed out"), (Errno.ECONNREFUSED, "Connection refused"), (Errno.EREMOTEIO, "Remote I/O error"), (Errno.EDQUOT, "Disk quota exceeded"),
        (Errno.ESTALE, "No such file or directory"), (Errno.EILSEQ, "Invalid argument"), (Errno.EOVERFLOW, "Numerical result out of range"), (Errno.ENOKEY, "Input/output error"),
    ];
}
