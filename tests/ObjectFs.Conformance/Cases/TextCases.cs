using System.Text;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class TextCases : Case
{
    /// <summary>What is written, and the string that the program then has.</summary>
    public static TheoryData<string, string> Written => new()
    {
        { "hello\n", "hello" }, { "hello", "hello" }, { "hello\r\n", "hello" }, { "hello\n\n", "hello\n" }, { "\n", "" }, { "a\nb\n", "a\nb" },
        { "  spaces  \n", "  spaces  " }, { "ü日🙂\n", "ü日🙂" }, { "a\0b\n", "a\0b" }, { "a\r\r\n", "a\r" }, { "\ufeffbom\n", "\ufeffbom" },
    };

    /// <summary>Strings, each of which comes back as it is when what is read is written.</summary>
    public static TheoryData<string> Strings => ["", "\n", "\r", "\r\n", "a\r", "a\r\n", "\n\n", "\ud800", "a\udc00b", "\0", "\t", " ", "'\"\\", new string('x', 5000), new string('ß', 100_000)];

    [Theory]
    [MemberData(nameof(Written))]
    public void One_newline_is_taken_off_the_end(string written, string expected)
    {
        foreach (var gateway in Gateways.With(Feature.None))
        {
            var subject = Keep(new Texts(NewName()));
            Open(gateway).Write($"/Texts/{subject.Key}/Text", written);
            Assert.Equal(expected, subject.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Strings))]
    public void What_is_read_can_be_written_back(string text)
    {
        foreach (var gateway in Gateways.With(Feature.None))
        {
            var tree = Open(gateway);
            var subject = Keep(new Texts(NewName()) { Text = text });
            var file = $"/Texts/{subject.Key}/Text";
            var read = tree.ReadBytes(file);
            if (Gateways.Has(gateway, Feature.Sizes))
                Assert.Equal(read.Length, tree.Stat(file).Size);
            Assert.EndsWith("\n", Encoding.UTF8.GetString(read), StringComparison.Ordinal);
            subject.Text = "";
            tree.Write(file, read);
            Assert.Equal(text, subject.Text);
        }
    }

    [Theory, EveryGateway]
    public void Bytes_that_are_no_text_are_refused(string gateway)
    {
        var subject = Keep(new Texts(NewName()));
        Refuses(Errno.EILSEQ, () => Open(gateway).Write($"/Texts/{subject.Key}/Text", [0xFF, 0xFE, (byte)'\n']));
        Assert.Equal("text", subject.Text);
    }

    [Theory, EveryGateway]
    public void Null_is_an_empty_file_and_truncation_sets_it(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Texts(NewName()));
        var file = $"/Texts/{subject.Key}/Maybe";
        Assert.Empty(tree.ReadBytes(file));
        tree.Write(file, "\n");
        Assert.Equal("", subject.Maybe);
        Assert.Equal("\n", tree.Read(file));
        tree.Open(file, OpenFlags.Write | OpenFlags.Truncate).Close();
        Eventually(() => subject.Maybe is null, "null");
        Assert.Empty(tree.ReadBytes(file));
        tree.Open($"/Texts/{subject.Key}/Text", OpenFlags.Write | OpenFlags.Truncate).Close();
        Assert.Equal("text\n", tree.Read($"/Texts/{subject.Key}/Text"));
    }

    [Theory, EveryGateway]
    public void Truncation_by_path_sets_null_and_nothing_else(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Texts(NewName()) { Maybe = "something" });
        tree.Truncate($"/Texts/{subject.Key}/Text", 0);
        Assert.Equal("text", subject.Text);
        tree.Truncate($"/Texts/{subject.Key}/Maybe", 0);
        Assert.Null(subject.Maybe);
    }

    [Theory, EveryGateway]
    public void The_first_write_replaces_at_whatever_offset(string gateway)
    {
        var subject = Keep(new Texts(NewName()));
        using var file = Open(gateway).Open($"/Texts/{subject.Key}/Text", OpenFlags.Write);
        file.Write("new\n", offset: 5);
        Assert.Equal("new", subject.Text);
    }

    [Theory, EveryGateway]
    public void Appending_replaces(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Texts(NewName()));
        tree.Write($"/Texts/{subject.Key}/Text", "new\n"u8.ToArray(), OpenFlags.Write | OpenFlags.Append);
        Assert.Equal("new", subject.Text);
        tree.Write($"/Texts/{subject.Key}/Number", "12\n"u8.ToArray(), OpenFlags.Write | OpenFlags.Append);
        Assert.Equal(12, subject.Number);
    }

    [Theory, EveryGateway]
    public void Later_writes_extend_and_are_set_at_fsync_and_close(string gateway)
    {
        var subject = Keep(new Texts(NewName()));
        using var file = Open(gateway).Open($"/Texts/{subject.Key}/Text", OpenFlags.Write | OpenFlags.Truncate);
        file.Write("one\n");
        Assert.Equal("one", subject.Text);
        file.Write("two\n", offset: 4);
        Assert.Equal(Gateways.Has(gateway, Feature.Staging) ? "one" : "one\ntwo", subject.Text);
        file.Sync();
        Assert.Equal("one\ntwo", subject.Text);
        file.Write("three\n", offset: 8);
        file.Close();
        Assert.Equal("one\ntwo\nthree", subject.Text);
    }

    [Theory, EveryGateway]
    public void A_value_is_set_once_by_each_write(string gateway)
    {
        var subject = Keep(new Texts(NewName()));
        Open(gateway).Write($"/Texts/{subject.Key}/Counting", "x\n");
        Assert.Equal(1, subject.Sets);
    }

    [Theory, EveryGateway]
    public void A_text_of_many_pages_is_set_whole(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Texts(NewName()));
        var text = string.Concat(Enumerable.Range(0, 300_000).Select(static i => (char)('a' + (i % 26))));
        var file = $"/Texts/{subject.Key}/Text";
        tree.Write(file, text);
        Assert.Equal(text, subject.Text);
        Assert.Equal($"{text}\n", tree.Read(file));
    }

    [Theory, EveryGateway]
    public void More_than_can_be_staged_is_refused_and_leaves_the_value(string gateway)
    {
        var subject = Keep(new Texts(NewName()));
        using var file = Open(gateway).Open($"/Texts/{subject.Key}/Text", OpenFlags.Write | OpenFlags.Truncate);
        var part = new byte[1 << 20];
        Refuses(Errno.EFBIG, () =>
        {
            for (var at = 0L; at <= 64 << 20; at += part.Length)
                file.Write(at, part);
        });
        Assert.Equal("text", subject.Text);
        using var bytes = Open(gateway).Open($"/Texts/{subject.Key}/Bytes", OpenFlags.Write);
        Refuses(Errno.EFBIG, () => bytes.Write(1L << 40, part));
        Refuses(Errno.EFBIG, () => bytes.Truncate(1L << 40));
    }

    [Theory, EveryGateway]
    public void A_reader_of_bytes_sees_them_as_they_were_when_he_began(string gateway)
    {
        var tree = Open(gateway);
        var bytes = new byte[200_000];
        var subject = Keep(new Texts(NewName()) { Bytes = bytes, Memory = bytes });
        foreach (var name in (string[])["Bytes", "Memory"])
        {
            Array.Clear(bytes);
            using var file = tree.Open($"/Texts/{subject.Key}/{name}", OpenFlags.Read);
            Assert.Equal(1, file.Read(0, new byte[1]));
            Array.Fill(bytes, (byte)1);
            var rest = new byte[10];
            Assert.Equal(10, file.Read(bytes.Length - 10, rest));
            Assert.All(rest, static each => Assert.Equal(0, each));
        }
    }

    [Theory, EveryGateway]
    public void A_gap_in_a_text_is_refused(string gateway)
    {
        var subject = Keep(new Texts(NewName()));
        using var file = Open(gateway).Open($"/Texts/{subject.Key}/Text", OpenFlags.Write | OpenFlags.Truncate);
        file.Write("one");
        Refuses(Errno.EINVAL, () => file.Write("two", offset: 100));
        Assert.Equal("one", subject.Text);
    }

    [Theory, EveryGateway]
    public void One_handle_sees_one_value_and_reading_at_0_again_the_new_one(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Texts(NewName()) { Text = "before" });
        using var file = tree.Open($"/Texts/{subject.Key}/Text", OpenFlags.Read);
        var part = new byte[3];
        Assert.Equal(3, file.Read(0, part));
        subject.Text = "after, and longer";
        var rest = new byte[100];
        Assert.Equal("ore\n", Encoding.UTF8.GetString(rest, 0, file.Read(3, rest)));
        Assert.Equal("after, and longer\n", file.ReadText());
    }

    [Theory, EveryGateway]
    public void Each_handle_stages_for_itself(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Texts(NewName()));
        using var one = tree.Open($"/Texts/{subject.Key}/Text", OpenFlags.Write | OpenFlags.Truncate);
        using var two = tree.Open($"/Texts/{subject.Key}/Text", OpenFlags.Write | OpenFlags.Truncate);
        one.Write("one-");
        two.Write("two-");
        one.Write("one\n", offset: 4);
        two.Write("two\n", offset: 4);
        one.Close();
        Assert.Equal(Gateways.Has(gateway, Feature.Staging) ? "one-one" : "two-two", subject.Text);
        two.Close();
        Assert.Equal("two-two", subject.Text);
    }

    [Theory, EveryGateway(Feature.Sizes)]
    public void Bytes_are_raw_with_random_access_and_set_at_close(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Texts(NewName()));
        var path = $"/Texts/{subject.Key}/Bytes";
        Assert.Equal([1, 2, 3], tree.ReadBytes(path));
        using (var file = tree.Open(path, OpenFlags.Read | OpenFlags.Write))
        {
            file.Write(1, [9]);
            file.Write(5, [7]);
            Assert.Equal(Gateways.Has(gateway, Feature.Staging) ? [1, 2, 3] : [1, 9, 3, 0, 0, 7], subject.Bytes);
            file.Close();
        }

        Assert.Equal([1, 9, 3, 0, 0, 7], subject.Bytes);
        Assert.Equal(6, tree.Stat(path).Size);
        using (var file = tree.Open(path, OpenFlags.Write))
        {
            file.Truncate(2);
            file.Close();
        }

        Assert.Equal([1, 9], subject.Bytes);
        tree.Write(path, [0xFF, 0x0A], OpenFlags.Write | OpenFlags.Append);
        Assert.Equal([1, 9, 0xFF, 0x0A], subject.Bytes);
        tree.Write($"/Texts/{subject.Key}/Memory", [8]);
        Assert.Equal([8], subject.Memory.ToArray());
    }

    [Theory, EveryGateway]
    public void Bytes_of_megabytes_come_back_as_they_are(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Texts(NewName()));
        var content = new byte[5_000_001];
        new Random(1).NextBytes(content);
        tree.Write($"/Texts/{subject.Key}/Bytes", content);
        Assert.Equal(content, subject.Bytes);
        Assert.Equal(content, tree.ReadBytes($"/Texts/{subject.Key}/Bytes"));
    }

    [Theory, EveryGateway]
    public void A_file_opened_to_read_cannot_be_written_and_the_other_way_round(string gateway)
    {
        var tree = Open(gateway);
        var path = $"/Texts/{Keep(new Texts(NewName())).Key}/Text";
        using var read = tree.Open(path, OpenFlags.Read);
        using var write = tree.Open(path, OpenFlags.Write);
        Refuses(Errno.EBADF, () => read.Write("x"));
        Refuses(Errno.EBADF, () => write.Read(0, new byte[1]));
    }
}
