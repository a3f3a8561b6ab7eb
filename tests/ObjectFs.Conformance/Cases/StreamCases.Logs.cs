using System.Globalization;
using System.Text.Json;
using ObjectFs.Conformance.Clients;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

/// <content>Logs.</content>
public sealed partial class StreamCases
{
    [Theory, EveryGateway]
    public void A_log_holds_what_happened_since_somebody_opened_it_and_ends(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        var tree = Open(gateway);
        var path = $"/Streaming/{subject.Key}/Overheated";
        subject.Heat(1);
        Assert.Equal(0, tree.Stat(path).Size);
        Assert.Equal("", tree.Read(path));
        subject.Heat(2);
        Eventually(() => tree.Read(path).Contains("\"Degrees\":2", StringComparison.Ordinal), "the event");
        Assert.DoesNotContain("\"Degrees\":1", tree.Read(path), StringComparison.Ordinal);
    }

    [Theory, EveryGateway(Feature.Sizes)]
    public void A_log_grows_and_whoever_has_it_open_reads_on(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        var tree = Open(gateway);
        var path = $"/Streaming/{subject.Key}/Overheated";
        using var file = tree.Open(path, OpenFlags.Read);
        Assert.Equal("", file.ReadText());
        for (long size = 0, i = 0; i < 5; i++)
        {
            subject.Heat((int)i);
            Eventually(() => tree.Stat(path).Size > size, "the size");
            var content = new byte[tree.Stat(path).Size - size];
            Assert.Equal(content.Length, file.Read(size, content));
            size += content.Length;
            Assert.Equal(0, file.Read(size, content));
        }
    }

    [Theory, EveryGateway]
    public void A_channel_loses_nothing_to_who_looks_at_its_log(string gateway)
    {
        var subject = Keep(new Streaming(NewName()));
        var tree = Open(gateway);
        subject.Enqueue(5);
        Assert.Equal("", tree.Read($"/Streaming/{subject.Key}/Jobs"));
        Assert.Equal(1, subject.Jobs.Count);
        using var file = tree.Open($"/Streaming/{subject.Key}/.watch/Jobs", OpenFlags.Read);
        Assert.Equal(5, Lines(file, 1)[0].GetProperty("value").GetInt32());
    }
}
