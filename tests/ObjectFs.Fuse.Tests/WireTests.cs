namespace ObjectFs.Fuse.Tests;

public sealed class WireTests
{
    [Fact]
    public unsafe void Every_struct_is_as_long_as_the_kernels()
    {
        (int Size, int Expected, string Name)[] sizes =
        [
            (sizeof(InHeader), 40, nameof(InHeader)), (sizeof(OutHeader), 16, nameof(OutHeader)), (sizeof(InitIn), 64, nameof(InitIn)),
            (sizeof(InitOut), 64, nameof(InitOut)), (sizeof(Attributes), 88, nameof(Attributes)), (sizeof(EntryOut), 128, nameof(EntryOut)),
            (sizeof(AttributesOut), 104, nameof(AttributesOut)), (sizeof(ForgetIn), 8, nameof(ForgetIn)), (sizeof(ForgetOne), 16, nameof(ForgetOne)),
            (sizeof(BatchForgetIn), 8, nameof(BatchForgetIn)), (sizeof(GetAttributesIn), 16, nameof(GetAttributesIn)),
            (sizeof(SetAttributesIn), 88, nameof(SetAttributesIn)), (sizeof(StatxIn), 24, nameof(StatxIn)), (sizeof(StatxOut), 288, nameof(StatxOut)),
            (sizeof(MknodIn), 16, nameof(MknodIn)), (sizeof(MkdirIn), 8, nameof(MkdirIn)), (sizeof(RenameIn), 8, nameof(RenameIn)),
            (sizeof(Rename2In), 16, nameof(Rename2In)), (sizeof(OpenIn), 8, nameof(OpenIn)), (sizeof(CreateIn), 16, nameof(CreateIn)),
            (sizeof(OpenOut), 16, nameof(OpenOut)), (sizeof(ReleaseIn), 24, nameof(ReleaseIn)), (sizeof(FlushIn), 24, nameof(FlushIn)),
            (sizeof(ReadIn), 40, nameof(ReadIn)), (sizeof(WriteIn), 40, nameof(WriteIn)), (sizeof(WriteOut), 8, nameof(WriteOut)),
            (sizeof(StatfsOut), 80, nameof(StatfsOut)), (sizeof(FsyncIn), 16, nameof(FsyncIn)), (sizeof(SetXattrIn), 8, nameof(SetXattrIn)),
            (sizeof(GetXattrIn), 8, nameof(GetXattrIn)), (sizeof(GetXattrOut), 8, nameof(GetXattrOut)), (sizeof(AccessIn), 8, nameof(AccessIn)),
            (sizeof(InterruptIn), 8, nameof(InterruptIn)), (sizeof(PollIn), 24, nameof(PollIn)), (sizeof(PollOut), 8, nameof(PollOut)),
            (sizeof(PollWakeup), 8, nameof(PollWakeup)), (sizeof(InvalidateInode), 24, nameof(InvalidateInode)),
            (sizeof(InvalidateEntry), 16, nameof(InvalidateEntry)), (sizeof(DeleteEntry), 24, nameof(DeleteEntry)), (sizeof(DirectoryEntry), 24, nameof(DirectoryEntry)),
        ];
        Assert.All(sizes, static struct_ => Assert.True(struct_.Size == struct_.Expected, $"{struct_.Name} is {struct_.Size} bytes, not {struct_.Expected}."));
    }
}
