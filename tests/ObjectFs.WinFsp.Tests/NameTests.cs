using ObjectFs.Tree;
using ObjectFs.WinFsp.Fake;

namespace ObjectFs.WinFsp.Tests;

/// <summary>Deleting, renaming, links, and who may come in.</summary>
public sealed class NameTests
{
    [Fact]
    public void Deleting_takes_the_name_away()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        using (var file = mounted.Open(@"\a", Access.Delete))
            Assert.Equal(NtStatus.Success, file.SetDelete());
        Assert.Equal(NtStatus.ObjectNameNotFound, mounted.Try(@"\a"));
    }

    [Fact]
    public void Deleting_at_the_close_takes_the_name_away_as_well()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        mounted.Open(@"\A", Access.Delete, options: CreateOptions.DeleteOnClose).Dispose();
        Assert.Equal(NtStatus.ObjectNameNotFound, mounted.Try(@"\a"));
    }

    [Fact]
    public void What_may_not_be_deleted_says_so_when_it_is_asked()
    {
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) });
        using (var file = mounted.Open(@"\a", Access.Delete))
            Assert.True(file.SetDelete() < 0);
        Assert.Equal(["a"], mounted.Names(@"\"));
    }

    [Fact]
    public void A_directory_that_is_not_empty_is_not_deleted()
    {
        using var mounted = Mounted.Start(static root => root.AddDirectory("d").AddFile("a"));
        using var directory = mounted.Open(@"\d", Access.Delete, options: CreateOptions.DirectoryFile);
        Assert.Equal(NtStatus.DirectoryNotEmpty, directory.SetDelete());
    }

    [Fact]
    public void A_rename_moves_the_name()
    {
        using var mounted = Mounted.Start(static root =>
        {
            root.AddDirectory("d");
            root.AddFile("a", "1"u8);
        });
        using (var file = mounted.Open(@"\a", Access.Delete))
            Assert.Equal(NtStatus.Success, file.Rename(@"\D\b", replace: false));
        Assert.Equal("1", mounted.Read(@"\d\b"));
        Assert.Equal(NtStatus.ObjectNameNotFound, mounted.Try(@"\a"));
    }

    [Fact]
    public void A_rename_onto_what_is_there_collides_unless_it_is_to_replace()
    {
        using var mounted = Mounted.Start(static root =>
        {
            root.AddFile("a", "1"u8);
            root.AddFile("B", "2"u8);
        });
        using (var file = mounted.Open(@"\a", Access.Delete))
        {
            Assert.Equal(NtStatus.ObjectNameCollision, file.Rename(@"\b", replace: false));
            Assert.Equal(NtStatus.Success, file.Rename(@"\b", replace: true));
        }

        Assert.Equal("1", mounted.Read(@"\b"));
        Assert.Single(mounted.Names(@"\"));
    }

    [Fact]
    public void A_name_gets_another_case()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("speed", "1"u8));
        using (var file = mounted.Open(@"\speed", Access.Delete))
            Assert.Equal(NtStatus.Success, file.Rename(@"\Speed", replace: false));
        Assert.Equal(["Speed"], mounted.Names(@"\"));
    }

    [Fact]
    public void What_is_there_and_read_only_is_not_replaced()
    {
        using var mounted = Mounted.Start(static root =>
        {
            root.AddFile("a", "1"u8);
            root.AddFile("b", "2"u8, 0b100_100_100);
        });
        using var file = mounted.Open(@"\a", Access.Delete);
        Assert.Equal(NtStatus.CannotDelete, file.Rename(@"\b", replace: true));
    }

    [Fact]
    public void On_a_fixed_tree_a_rename_is_denied()
    {
        using var mounted = Mounted.Start(new StubDirectory { ["a"] = new StubFile(2) });
        using var file = mounted.Open(@"\a", Access.Delete);
        Assert.Equal(NtStatus.AccessDenied, file.Rename(@"\b", replace: true));
        Assert.Equal(NtStatus.ObjectPathNotFound, file.Rename(@"\no\b", replace: true));
    }

    [Fact]
    public void A_link_is_what_it_leads_to()
    {
        using var mounted = Mounted.Start(static root =>
        {
            root.AddDirectory("d").AddFile("a", "1"u8);
            root.AddSymlink("l", "d");
            root.AddSymlink("m", "l/a");
        });
        Assert.Equal(["1", "1"], [mounted.Read(@"\l\a"), mounted.Read(@"\m")]);
        using var file = mounted.Open(@"\L\A");
        Assert.Equal(@"\l\a", file.Name);
        Assert.Equal([".", "..", "a"], mounted.Names(@"\l"));
    }

    [Fact]
    public void A_link_itself_says_where_it_leads()
    {
        using var mounted = Mounted.Start(static root =>
        {
            root.AddDirectory("d").AddSymlink("l", "../x/y");
            root.AddFile("a");
        });
        using var link = mounted.Open(@"\d\l", Access.ReadAttributes, options: CreateOptions.OpenReparsePoint);
        Assert.Equal((NtStatus.Success, @"..\x\y"), (link.ReadLink(out var target), target));
        Assert.True((link.Info.Attributes & FileAttributes.ReparsePoint) != 0);
        using var file = mounted.Open(@"\a", Access.ReadAttributes, options: CreateOptions.OpenReparsePoint);
        Assert.Equal(NtStatus.NotAReparsePoint, file.ReadLink(out _));
    }

    [Fact]
    public void Links_in_a_circle_lead_nowhere_and_end()
    {
        using var mounted = Mounted.Start(static root =>
        {
            root.AddSymlink("a", "b");
            root.AddSymlink("b", "a");
            root.AddSymlink("up", "../../..");
        });
        Assert.Equal(NtStatus.ReparsePointNotResolved, mounted.Try(@"\a"));
        Assert.Equal(NtStatus.ReparsePointNotResolved, mounted.Try(@"\a\b\c"));
        Assert.Equal(3, mounted.Names(@"\up").Count(static name => name[0] != '.'));
    }

    [Fact]
    public void A_link_that_leads_nowhere_can_be_looked_at_and_removed()
    {
        using var mounted = Mounted.Start(static root => root.AddSymlink("l", "gone"));
        Assert.Equal(NtStatus.ObjectNameNotFound, mounted.Try(@"\l"));
        Assert.Equal(["l"], mounted.Names(@"\"));
        using (var link = mounted.Open(@"\l", Access.Delete, options: CreateOptions.OpenReparsePoint))
            Assert.Equal((NtStatus.Success, "gone", NtStatus.Success), (link.ReadLink(out var target), target, link.SetDelete()));
        Assert.Empty(mounted.Names(@"\"));
    }

    [Fact]
    public void Security_is_the_same_by_name_and_by_file_and_lets_in_nobody_else()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        Assert.Equal(NtStatus.Success, mounted.Drive.Ask(@"\a", out _, out var byName));
        using var file = mounted.Open(@"\a", Access.Read);
        Assert.Equal(NtStatus.Success, file.GetSecurity(out var byFile));
        Assert.Equal(byName, byFile);
        Assert.Equal(["S-1-5-18", "S-1-5-32-544", "S-1-5-21"], Allowed(byName));
    }

    [Fact]
    public void Security_that_does_not_fit_is_asked_for_again()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        mounted.Drive.DescriptorRoom = 8;
        Assert.Equal(NtStatus.Success, mounted.Drive.Ask(@"\a", out _, out var descriptor));
        Assert.Equal(3, Allowed(descriptor).Count);
    }

    [Fact]
    public void Security_is_not_changed()
    {
        using var mounted = Mounted.Start(static root => root.AddFile("a"));
        using var file = mounted.Open(@"\a");
        Assert.True(file.SetSecurity() < 0);
    }

    /// <summary>Who is let in by a self-relative SECURITY_DESCRIPTOR ([MS-DTYP] 2.4.6), where nobody inherits anything.</summary>
    private static List<string> Allowed(byte[] descriptor)
    {
        Assert.Equal(1, descriptor[0]);
        Assert.Equal(0x9004, BitConverter.ToUInt16(descriptor, 2));
        Assert.Equal(Mounted.User, descriptor.AsSpan(BitConverter.ToInt32(descriptor, 4), Mounted.User.Length));
        Assert.Equal(Mounted.User, descriptor.AsSpan(BitConverter.ToInt32(descriptor, 8), Mounted.User.Length));
        var acl = BitConverter.ToInt32(descriptor, 16);
        List<string> allowed = [];
        var at = acl + 8;
        for (var i = 0; i < BitConverter.ToUInt16(descriptor, acl + 4); i++)
        {
            Assert.Equal((0, 0x1F01FFU), (descriptor[at], BitConverter.ToUInt32(descriptor, at + 4)));
            var parts = Enumerable.Range(0, descriptor[at + 9]).Select(part => BitConverter.ToUInt32(descriptor, at + 16 + (4 * part)));
            allowed.Add($"S-{descriptor[at + 8]}-{descriptor[at + 15]}-{string.Join('-', parts)}");
            at += BitConverter.ToUInt16(descriptor, at + 2);
        }

        Assert.Equal(BitConverter.ToUInt16(descriptor, acl + 2), at - acl);
        return allowed;
    }
}
