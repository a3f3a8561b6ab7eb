using System.Buffers.Binary;
using ObjectFs.Tree;
using static ObjectFs.Fuse.Tests.FakeKernel;

namespace ObjectFs.Fuse.Tests;

public sealed class HostileFrameTests
{
    private static readonly MemoryDirectory Root = MakeRoot();

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    public void A_name_that_cannot_be_is_refused(string name)
    {
        using var kernel = new FakeKernel(Root);
        Assert.Equal(-(int)Errno.EINVAL, kernel.Call(Opcode.Lookup, 1, Name(name)).Error);
    }

    [Fact]
    public void A_name_of_255_bytes_is_looked_up_and_one_of_256_is_not()
    {
        using var kernel = new FakeKernel(Root);
        Assert.Equal(-(int)Errno.ENOENT, kernel.Call(Opcode.Lookup, 1, Name(new string('x', 255))).Error);
        Assert.Equal(-(int)Errno.ENAMETOOLONG, kernel.Call(Opcode.Lookup, 1, Name(new string('x', 256))).Error);
    }

    [Fact]
    public void A_name_without_its_end_is_refused()
    {
        using var kernel = new FakeKernel(Root);
        Assert.Equal(-(int)Errno.EINVAL, kernel.Call(Opcode.Lookup, 1, "abc"u8.ToArray()).Error);
        Assert.Equal(-(int)Errno.EINVAL, kernel.Call(Opcode.Rename, 1, Bytes(1UL), Name("a"), "b"u8.ToArray()).Error);
        Assert.Equal(-(int)Errno.EINVAL, kernel.Call(Opcode.Symlink, 1, Name("a")).Error);
    }

    [Fact]
    public void Every_opcode_survives_a_body_that_is_cut_off_anywhere()
    {
        using var kernel = new FakeKernel(Root);
        foreach (var opcode in Enum.GetValues<Opcode>().Where(static opcode => opcode is not (Opcode.Forget or Opcode.BatchForget or Opcode.Init)))
        {
            for (var length = 0; length < 100; length++)
                Assert.InRange(kernel.Call(opcode, 1, new byte[length]).Error, -133, 0);
        }

        Assert.Equal(0, kernel.Call(Opcode.GetAttributes, 1, new byte[16]).Error);
    }

    [Fact]
    public void Random_frames_do_no_harm()
    {
        using var kernel = new FakeKernel(Root);
        var random = new Random(42);
        for (var i = 0; i < 20_000; i++)
        {
            var body = new byte[random.Next(200)];
            random.NextBytes(body);
            var opcode = (Opcode)random.Next(60);
            if (opcode is Opcode.Init)
                continue;
            if (opcode is Opcode.Forget or Opcode.BatchForget)
                kernel.Post(opcode, (ulong)random.Next(4), body);
            else
                Assert.InRange(kernel.Call(opcode, (ulong)random.Next(4), body).Error, -133, 0);
        }

        Assert.Equal(0, kernel.Call(Opcode.GetAttributes, 1, new byte[16]).Error);
    }

    [Fact]
    public void A_frame_that_lies_about_its_length_is_not_answered_and_does_no_harm()
    {
        using var kernel = new FakeKernel(Root);
        foreach (var length in new uint[] { 0, 39, 41, 1000, uint.MaxValue })
        {
            var frame = Frame(Opcode.GetAttributes, 1, 0x1000);
            BinaryPrimitives.WriteUInt32LittleEndian(frame, length);
            kernel.Send(frame);
        }

        kernel.Send([]);
        kernel.Send(new byte[10]);
        Assert.Equal(0, kernel.Call(Opcode.GetAttributes, 1, new byte[16]).Error);
    }

    [Fact]
    public void Numbers_that_were_never_given_out_are_refused()
    {
        using var kernel = new FakeKernel(Root);
        foreach (var number in new ulong[] { 0, 2, 63, 64, 1UL << 31, uint.MaxValue, 1UL << 32, ulong.MaxValue })
        {
            Assert.Equal(-(int)Errno.ESTALE, kernel.Call(Opcode.GetAttributes, number, new byte[16]).Error);
            Assert.Equal(-(int)Errno.EBADF, kernel.Call(Opcode.Read, 1, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = number, Size = 10 })).Error);
            Assert.Equal(-(int)Errno.EBADF, kernel.Call(Opcode.Release, 1, Bytes(new ReleaseIn { FileHandle = number })).Error);
        }
    }

    [Fact]
    public void A_number_of_a_forgotten_node_is_never_another_nodes()
    {
        using var kernel = new FakeKernel(Root);
        var first = kernel.Lookup(1, "a");
        kernel.Post(Opcode.Forget, first, Bytes(new ForgetIn { Lookups = 1 }));
        var second = kernel.Lookup(1, "b");
        Assert.NotEqual(first, second);
        Assert.Equal(-(int)Errno.ESTALE, kernel.Call(Opcode.GetAttributes, first, new byte[16]).Error);
    }

    [Fact]
    public void Forgetting_more_than_was_looked_up_frees_once()
    {
        using var kernel = new FakeKernel(Root);
        var node = kernel.Lookup(1, "a");
        kernel.Post(Opcode.Forget, node, Bytes(new ForgetIn { Lookups = ulong.MaxValue }));
        kernel.Post(Opcode.Forget, node, Bytes(new ForgetIn { Lookups = 1 }));
        kernel.Post(Opcode.Forget, 1, Bytes(new ForgetIn { Lookups = 100 }));
        kernel.Post(Opcode.BatchForget, 0, Bytes(new BatchForgetIn { Count = uint.MaxValue }), Bytes(new ForgetOne { NodeId = node, Lookups = 5 }));
        Assert.Equal(0, kernel.Call(Opcode.GetAttributes, 1, new byte[16]).Error);
        Assert.Equal(0, kernel.Session.NodeCount);
    }

    [Fact]
    public void One_node_has_one_number_and_is_forgotten_when_every_lookup_is()
    {
        using var kernel = new FakeKernel(Root);
        var node = kernel.Lookup(1, "a");
        Assert.Equal(node, kernel.Lookup(1, "a"));
        kernel.Post(Opcode.Forget, node, Bytes(new ForgetIn { Lookups = 1 }));
        Assert.Equal(0, kernel.Call(Opcode.GetAttributes, node, new byte[16]).Error);
        kernel.Post(Opcode.BatchForget, 0, Bytes(new BatchForgetIn { Count = 1 }), Bytes(new ForgetOne { NodeId = node, Lookups = 1 }));
        Assert.Equal(-(int)Errno.ESTALE, kernel.Call(Opcode.GetAttributes, node, new byte[16]).Error);
    }

    [Fact]
    public void Past_the_limit_of_nodes_lookups_fail_and_come_back()
    {
        using var kernel = new FakeKernel(Root, new SessionOptions { MaxNodes = 1 });
        var a = kernel.Lookup(1, "a");
        Assert.Equal(-(int)Errno.ENFILE, kernel.Call(Opcode.Lookup, 1, Name("b")).Error);
        Assert.Equal(a, kernel.Lookup(1, "a"));
        kernel.Post(Opcode.Forget, a, Bytes(new ForgetIn { Lookups = 2 }));
        Assert.NotEqual(0UL, kernel.Lookup(1, "b"));
    }

    [Fact]
    public void Past_the_limit_of_open_files_opens_fail_and_the_handle_is_closed()
    {
        var closed = 0;
        var root = new StubDirectory { ["f"] = new StubFile(2) { Handle = () => new StubHandle { OnClose = () => closed++ } } };
        using var kernel = new FakeKernel(root, new SessionOptions { MaxOpenFiles = 1 });
        var file = kernel.Lookup(1, "f");
        var handle = kernel.Open(file);
        Assert.Equal(-(int)Errno.ENFILE, kernel.Call(Opcode.Open, file, Bytes(default(OpenIn))).Error);
        Assert.Equal(1, closed);
        Assert.Equal(0, kernel.Call(Opcode.Release, file, Bytes(new ReleaseIn { FileHandle = handle })).Error);
        kernel.Open(file);
    }

    [Fact]
    public void Sizes_and_offsets_beyond_all_measure_are_clamped_or_refused()
    {
        using var kernel = new FakeKernel(Root);
        var file = kernel.Lookup(1, "a");
        var handle = kernel.Open(file, 2);
        Assert.Equal("content"u8.ToArray(), kernel.Call(Opcode.Read, file, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = uint.MaxValue })).Body);
        Assert.Equal(-(int)Errno.EINVAL, kernel.Call(Opcode.Read, file, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Offset = ulong.MaxValue, Size = 1 })).Error);
        Assert.Equal(-(int)Errno.EINVAL, kernel.Call(Opcode.Write, file, Bytes(new WriteIn { FileHandle = handle, Size = 5 }), "1234"u8.ToArray()).Error);
        Assert.Equal(-(int)Errno.EINVAL, kernel.Call(Opcode.Write, file, Bytes(new WriteIn { FileHandle = handle, Size = uint.MaxValue })).Error);
        Assert.Equal(
            -(int)Errno.EFBIG,
            kernel.Call(Opcode.SetAttributes, file, Bytes(new SetAttributesIn { Valid = (uint)SetAttributesMask.Size, Size = ulong.MaxValue })).Error);
        Assert.Equal(-(int)Errno.E2BIG, kernel.Call(Opcode.SetXattr, file, Bytes(new SetXattrIn { Size = uint.MaxValue }), Name("user.x")).Error);
        Assert.Equal(-(int)Errno.EINVAL, kernel.Call(Opcode.SetXattr, file, Bytes(new SetXattrIn { Size = 100 }), Name("user.x")).Error);
    }

    [Fact]
    public void An_unknown_opcode_is_not_implemented_and_an_unsupported_one_is_refused()
    {
        using var kernel = new FakeKernel(Root);
        Assert.Equal(-(int)Errno.ENOSYS, kernel.Call((Opcode)46, 1, new byte[64]).Error);
        Assert.Equal(-(int)Errno.ENOSYS, kernel.Call((Opcode)4711, 1, new byte[64]).Error);
        Assert.Equal(-(int)Errno.EPERM, kernel.Call(Opcode.Link, 1, new byte[64]).Error);
        Assert.Equal(-(int)Errno.ENOTTY, kernel.Call(Opcode.Ioctl, 1, new byte[64]).Error);
    }

    [Fact]
    public void A_node_that_claims_to_have_read_more_than_there_was_room_for_fails_alone()
    {
        var root = new StubDirectory { ["f"] = new StubFile(2) { Handle = () => new StubHandle { OnRead = (_, _, _) => new(1000) } } };
        using var kernel = new FakeKernel(root);
        var file = kernel.Lookup(1, "f");
        Assert.Equal(-(int)Errno.EIO, kernel.Call(Opcode.Read, file, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = kernel.Open(file), Size = 10 })).Error);
    }

    [Fact]
    public void A_node_that_throws_is_an_error_of_that_request_alone()
    {
        var root = new StubDirectory { ["f"] = new StubFile(2) { Look = static () => throw new InvalidOperationException("no") } };
        using var kernel = new FakeKernel(root);
        Assert.Equal(-(int)Errno.EIO, kernel.Call(Opcode.Lookup, 1, Name("f")).Error);
        Assert.Equal(0, kernel.Call(Opcode.GetAttributes, 1, new byte[16]).Error);
        Assert.Equal(0, kernel.Session.NodeCount);
    }

    private static MemoryDirectory MakeRoot()
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("a", "content"u8);
        root.AddFile("b");
        return root;
    }
}
