using ObjectFs.Tree;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.WinFsp.Tests;

/// <summary>What WinFsp is told of changes, for whoever watches a directory.</summary>
public sealed class NoticeTests
{
    [Fact]
    public void Changes_of_what_was_shown_are_told_by_the_name_under_which_it_was()
    {
        StubFile file = new(3) { Freshness = Freshness.Watched };
        StubDirectory root = new(), directory = new(2) { Freshness = Freshness.Watched };
        root["Items"] = directory;
        directory["Speed"] = file;
        using var mounted = Mounted.Start(root);
        Assert.Equal(NtStatus.Success, mounted.Try(@"\ITEMS\speed"));
        root.Watcher!.Changed(file);
        var notice = mounted.NextNotice();
        Assert.Equal((@"\Items\Speed", NotifyAction.Modified), (notice.Path, notice.Action));
        Assert.True((notice.Filter & NotifyFilter.LastWrite) != 0);
    }

    [Fact]
    public void A_name_that_goes_is_told_as_removed()
    {
        StubFile file = new(2);
        StubDirectory root = new() { ["Speed"] = file };
        using var mounted = Mounted.Start(root);
        root.Watcher!.EntryChanged(root, "Speed"u8, file);
        Assert.Equal(new Notice(NotifyFilter.FileName, NotifyAction.Removed, @"\Speed"), mounted.NextNotice());
    }

    [Fact]
    public void A_name_that_goes_from_a_directory_that_somebody_has_looked_into_is_told_as_removed()
    {
        StubFile file = new(3);
        StubDirectory root = new(), directory = new(2);
        root["Items"] = directory;
        directory["Speed"] = file;
        using var mounted = Mounted.Start(root);
        Assert.Contains("Speed", mounted.Names(@"\items"));
        root.Watcher!.EntryChanged(directory, "Speed"u8, file);
        Assert.Equal(new Notice(NotifyFilter.FileName, NotifyAction.Removed, @"\Items\Speed"), mounted.NextNotice());
    }

    [Fact]
    public void A_name_that_goes_is_told_as_it_was_shown_beside_one_that_differs_in_case()
    {
        StubFile first = new(2), second = new(3);
        StubDirectory root = new() { ["Desk"] = first, ["desk"] = second };
        using var mounted = Mounted.Start(root);
        Assert.Contains("desk~2", mounted.Names(@"\"));
        root.Watcher!.EntryChanged(root, "other"u8, null);
        root.Watcher.EntryChanged(root, "desk"u8, second);
        Assert.Equal(@"\other", mounted.NextNotice().Path);
        Assert.Equal(new Notice(NotifyFilter.FileName, NotifyAction.Removed, @"\desk~2"), mounted.NextNotice());
    }

    [Fact]
    public void What_was_never_shown_is_not_told()
    {
        StubFile shown = new(2) { Freshness = Freshness.Watched }, unknown = new(3) { Freshness = Freshness.Watched };
        StubDirectory root = new() { ["a"] = shown, ["b"] = unknown };
        using var mounted = Mounted.Start(root);
        Assert.Equal(NtStatus.Success, mounted.Try(@"\a"));
        root.Watcher!.Changed(unknown);
        root.Watcher.Changed(shown);
        Assert.Equal(@"\a", mounted.NextNotice().Path);
        Assert.Null(mounted.Drive.TakeNotice());
    }
}
