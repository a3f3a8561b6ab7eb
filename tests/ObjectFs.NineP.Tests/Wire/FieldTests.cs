using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Tests.Wire;

public sealed class FieldTests
{
    [Fact]
    public void Tfsync_may_come_without_its_last_field()
    {
        WireReader reader = new([4, 3, 2, 1], NinePDialect.Linux);
        var message = Tfsync.Read(ref reader);
        Assert.True(reader.IsComplete);
        Assert.Equal(0x0102_0304u, message.Fid);
        Assert.Equal(0u, message.DataSync);
    }

    [Fact]
    public void A_walk_of_17_names_is_none()
    {
        byte[] names = [.. Enumerable.Range(0, 17).SelectMany(static IEnumerable<byte> (_) => [1, 0, (byte)'a'])];
        WireReader reader = new([1, 0, 0, 0, 2, 0, 0, 0, 17, 0, .. names], NinePDialect.Linux);
        Assert.Equal(0, Twalk.Read(ref reader).Names.Count);
        Assert.False(reader.IsComplete);
    }

    [Fact]
    public void A_walk_that_promises_more_names_than_there_are_has_none()
    {
        WireReader reader = new([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 0, (byte)'a', 1, 0, (byte)'b'], NinePDialect.Linux);
        Assert.Equal(0, Twalk.Read(ref reader).Names.Count);
        Assert.False(reader.IsComplete);
    }

    [Fact]
    public void The_names_of_a_walk_come_one_by_one()
    {
        WireReader reader = new([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 0, (byte)'a', 0, 0, 2, 0, (byte)'b', (byte)'c'], NinePDialect.Linux);
        List<string> names = [];
        foreach (var name in Twalk.Read(ref reader).Names)
            names.Add(System.Text.Encoding.UTF8.GetString(name));
        Assert.True(reader.IsComplete);
        Assert.Equal(["a", "", "bc"], names);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(2u)]
    [InlineData(4u)]
    [InlineData(0x7fff_ffffu)]
    [InlineData(0x8000_0000u)]
    [InlineData(0xffff_fff5u)]
    [InlineData(0xffff_ffffu)]
    public void A_count_that_is_not_that_of_the_data_is_refused(uint count)
    {
        WireReader reader = new([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(count), 1, 2, 3], NinePDialect.Linux);
        _ = Twrite.Read(ref reader);
        Assert.False(reader.IsComplete);
    }

    [Fact]
    public void What_follows_a_missing_field_is_empty()
    {
        WireReader reader = new([1, 2, 3], NinePDialect.Linux);
        Assert.Equal(0u, reader.ReadUInt32());
        Assert.Equal(0, reader.ReadByte());
        Assert.True(reader.ReadString().IsEmpty);
        Assert.Equal(0, reader.Left);
        Assert.False(reader.IsComplete);
    }

    [Fact]
    public void A_string_of_65535_bytes_is_put_and_one_more_is_not()
    {
        var buffer = new byte[100_000];
        var text = new byte[65536];
        Assert.Equal(7 + 2 + 65535, WireWriter.Write(buffer, NinePDialect.Linux, 1, new Rreadlink { Target = text.AsSpan(0, 65535) }));
        Assert.Equal(0, WireWriter.Write(buffer, NinePDialect.Linux, 1, new Rreadlink { Target = text }));
    }
}
