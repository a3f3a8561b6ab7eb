using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Tests.Wire;

public sealed class StatRecordTests
{
    [Theory]
    [InlineData(NinePDialect.Plan9)]
    [InlineData(NinePDialect.Unix)]
    public void A_record_is_put_as_the_protocol_says(NinePDialect dialect)
    {
        var buffer = new byte[200];
        Assert.Equal(Golden(dialect), buffer[..Goldens.Record(dialect).Write(buffer, dialect)]);
    }

    [Theory]
    [InlineData(NinePDialect.Plan9)]
    [InlineData(NinePDialect.Unix)]
    public void A_record_says_what_was_put(NinePDialect dialect)
    {
        Assert.True(StatRecord.TryRead(Golden(dialect), dialect, out var found));
        var expected = Goldens.Record(dialect);
        Assert.Equal(expected.Type, found.Type);
        Assert.Equal(expected.Device, found.Device);
        Assert.Equal(expected.Qid, found.Qid);
        Assert.Equal(expected.Mode, found.Mode);
        Assert.Equal(expected.AccessTime, found.AccessTime);
        Assert.Equal(expected.ModifyTime, found.ModifyTime);
        Assert.Equal(expected.Length, found.Length);
        Assert.Equal(expected.Name, found.Name);
        Assert.Equal(expected.UserName, found.UserName);
        Assert.Equal(expected.GroupName, found.GroupName);
        Assert.Equal(expected.ModifierName, found.ModifierName);
        Assert.Equal(expected.Extension, found.Extension);
        Assert.Equal(expected.UserId, found.UserId);
        Assert.Equal(expected.GroupId, found.GroupId);
        Assert.Equal(expected.ModifierId, found.ModifierId);
    }

    [Theory]
    [InlineData(NinePDialect.Plan9)]
    [InlineData(NinePDialect.Unix)]
    public void A_record_cut_off_anywhere_or_with_more_behind_it_is_none(NinePDialect dialect)
    {
        var golden = Golden(dialect);
        for (var length = 0; length < golden.Length; length++)
        {
            Assert.False(StatRecord.TryRead(golden.AsSpan(0, length), dialect, out _));

            // as well where its own size was cut with it
            var cut = golden[..length];
            if (length >= 2)
            {
                cut[0] = (byte)(length - 2);
                Assert.False(StatRecord.TryRead(cut, dialect, out _));
            }
        }

        Assert.False(StatRecord.TryRead([.. golden, 0], dialect, out _));
    }

    [Theory]
    [InlineData(NinePDialect.Plan9)]
    [InlineData(NinePDialect.Unix)]
    public void A_record_of_one_dialect_is_none_of_the_other(NinePDialect dialect) =>
        Assert.False(StatRecord.TryRead(Golden(dialect), dialect == NinePDialect.Unix ? NinePDialect.Plan9 : NinePDialect.Unix, out _));

    [Fact]
    public void A_record_is_not_put_where_it_does_not_fit()
    {
        for (var length = 0; length < Goldens.RecordOfUnix.Length; length++)
        {
            var buffer = new byte[200];
            Assert.Equal(0, Goldens.Record(NinePDialect.Unix).Write(buffer.AsSpan(0, length), NinePDialect.Unix));
            Assert.All(buffer[length..], static octet => Assert.Equal(0, octet));
        }
    }

    private static byte[] Golden(NinePDialect dialect) => dialect == NinePDialect.Unix ? Goldens.RecordOfUnix : Goldens.RecordOfPlan9;
}
