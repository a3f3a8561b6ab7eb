using System.IO.Pipes;

namespace ObjectFs.Fuse.Tests;

public sealed class MountingTests
{
    [Fact]
    public void A_mount_that_cannot_be_found_in_the_table_any_more_is_undone_and_its_device_closed()
    {
        using AnonymousPipeServerStream pipe = new(PipeDirection.In);
        Recording mounting = new((int)pipe.ClientSafePipeHandle.DangerousGetHandle());
        pipe.ClientSafePipeHandle.SetHandleAsInvalid();

        Assert.Throws<IOException>(() => mounting.Identify("/some/place", static _ => throw new IOException("too many open files")));
        Assert.Equal(["/some/place"], mounting.Unmounted);
        Assert.Equal(-1, pipe.ReadByte());
    }

    [Fact]
    public void A_mount_that_is_found_stays()
    {
        Recording mounting = new(-1);
        mounting.Identify("/some/place", static at => new MountEntry(1, "0:1", at, MountEntry.OwnType, "source"));
        Assert.Empty(mounting.Unmounted);
    }

    private sealed class Recording(int descriptor) : Mounting(descriptor)
    {
        public List<string> Unmounted { get; } = [];

        public override string How => "not at all";

        protected override bool TryUnmount(string path, out string sentence)
        {
            sentence = "";
            Unmounted.Add(path);
            return true;
        }
    }
}
