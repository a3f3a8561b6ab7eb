using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using ObjectFs.Tree;
using static ObjectFs.Fuse.Tests.FakeKernel;

namespace ObjectFs.Fuse.Tests;

[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Warmup = 20_000;
    private const int Measured = 20_000;
    private const int Round = 4_000;

    [Theory]
    [InlineData("lookup")]
    [InlineData("getattr")]
    [InlineData("read")]
    [InlineData("write")]
    [InlineData("access")]
    [InlineData("statfs")]
    [InlineData("absent")]
    public async Task In_steady_state_nothing_is_allocated(string operation)
    {
        var root = MemoryDirectory.CreateRoot();
        root.AddFile("f", "content"u8);
        var asked = 0;
        var before = 0L;
        var least = long.MaxValue;
        var thread = 0;
        ulong file = 0;
        ulong handle = 0;
        byte[] frame = [];
        using var kernel = new LoopingKernel(kernel =>
        {
            // INIT, LOOKUP, OPEN, then the same all the time
            switch (asked++)
            {
                case 0:
                    return Frame(Opcode.Init, 0, 2, Bytes(new InitIn { Major = 7, Minor = 45, Flags = KernelFlags, Flags2 = KernelFlags2 }));
                case 1:
                    return Frame(Opcode.Lookup, 1, 4, Name("f"));
                case 2:
                    file = MemoryMarshal.Read<EntryOut>(kernel.LastAnswer.AsSpan(16)).NodeId;
                    return Frame(Opcode.Open, file, 6, Bytes(new OpenIn { Flags = 2 }));
                case 3:
                    handle = MemoryMarshal.Read<OpenOut>(kernel.LastAnswer.AsSpan(16)).FileHandle;
                    frame = operation switch
                    {
                        "lookup" => Frame(Opcode.Lookup, 1, 8, Name("f")),
                        "absent" => Frame(Opcode.Lookup, 1, 8, Name("nothing")),
                        "getattr" => Frame(Opcode.GetAttributes, file, 8, new byte[16]),
                        "read" => Frame(Opcode.Read, file, 8, Bytes(new ReadIn { ReadFlags = ReadIn.ByOwner, FileHandle = handle, Size = 4096 })),
                        "write" => Frame(Opcode.Write, file, 8, Bytes(new WriteIn { FileHandle = handle, Size = 4 }), [1, 2, 3, 4]),
                        "access" => Frame(Opcode.Access, file, 8, Bytes(new AccessIn { Mask = 4 })),
                        _ => Frame(Opcode.Statfs, 1, 8),
                    };
                    return frame;
                case var times when times >= Warmup && (times - Warmup) % Round == 0:
                    // the runtime's counter, which each thread has its own of, moves by itself at times: the least of some rounds
                    var now = GC.GetAllocatedBytesForCurrentThread();
                    if (thread == Environment.CurrentManagedThreadId)
                        least = Math.Min(least, now - before);
                    (before, thread) = (now, Environment.CurrentManagedThreadId);
                    return times == Warmup + Measured ? [] : frame;
                default:
                    return frame;
            }
        });
        var session = new Session(root, kernel, new SessionOptions { WatchInterval = TimeSpan.FromHours(1) }, NullLogger.Instance);
        session.Start();
        await session.Ended;
        session.Stop();
        Assert.Equal(Warmup + Measured, kernel.Answers);
        Assert.Equal(operation == "absent" ? Warmup + Measured - 3 : 0, kernel.Errors);
        Assert.Equal(0, least);
    }
}
