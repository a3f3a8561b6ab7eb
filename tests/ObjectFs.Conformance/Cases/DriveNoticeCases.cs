using ObjectFs.Conformance.Subjects;
using ObjectFs.WinFsp;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.Conformance.Cases;

/// <summary>What whoever watches a directory of a drive (ReadDirectoryChangesW), as the shell does, hears of live objects.</summary>
public sealed class DriveNoticeCases : Case, IDisposable
{
    private static readonly byte[] s_user = [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0];

    private readonly WinFspMount _mount;
    private readonly Drive _drive;

    public DriveNoticeCases()
    {
        var at = $@"C:\objectfs\notices\{NewName()}";
        _mount = WinFspMount.Start(ObjectRegistry.Default.Root, new WinFspMountOptions { MountPoint = at }, new WinFspLibrary(StandIn.Export), s_user, null);
        _drive = Drive.At(at);
    }

    public void Dispose() => _mount.Unmount();

    [Fact]
    public void A_value_that_a_woven_setter_changes_is_told_as_modified()
    {
        var subject = Keep(new Members(NewName()));
        List($@"\Members\{subject.Key}");
        subject.Shown++;
        Hears(NotifyAction.Modified, $@"\Members\{subject.Key}\Shown");
    }

    [Fact]
    public void An_object_that_leaves_is_told_as_removed()
    {
        var subject = Keep(new Closable(NewName()));
        List(@"\Closable");
        subject.Dispose();
        Hears(NotifyAction.Removed, $@"\Closable\{subject.Key}");
    }

    private void List(string path)
    {
        Assert.Equal(NtStatus.Success, _drive.Create(path, Disposition.Open, Access.Read, out var directory, CreateOptions.DirectoryFile));
        using (directory)
            Assert.Equal(NtStatus.Success, directory!.ListAll(4096, out _));
    }

    // other cases change and end objects of their own meanwhile
    private void Hears(NotifyAction action, string path) => Eventually(() => _drive.TakeNotice() is { } notice && notice.Action == action && notice.Path == path, $"{path} {action}");
}
