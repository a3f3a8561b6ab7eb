using System.Text;
using ObjectFs.Objects.Values;

namespace ObjectFs.Objects.Tests.Values;

public sealed class DateAndTimeTests
{
    [Fact]
    public void A_time_without_offset_has_no_kind()
    {
        Assert.Equal(DateTimeKind.Unspecified, Texts.Value<DateTime>("2026-11-21T03:41:32.5").Kind);
        Assert.Equal(new DateTime(2026, 11, 21), Texts.Value<DateTime>("2026-11-21"));
        Assert.Equal(new DateTime(2026, 11, 21, 3, 41, 0), Texts.Value<DateTime>("2026-11-21 03:41"));
    }

    [Fact]
    public void An_offset_gives_the_same_instant_as_local_time()
    {
        var value = Texts.Value<DateTime>("2026-11-21T03:41:32+05:30");
        Assert.Equal(DateTimeKind.Local, value.Kind);
        Assert.Equal(new DateTime(2026, 11, 20, 22, 11, 32, DateTimeKind.Utc), value.ToUniversalTime());
    }

    [Fact]
    public void A_local_time_stays_the_same_instant_when_the_clocks_change()
    {
        for (var hour = new DateTime(2026, 1, 1, 0, 30, 0, DateTimeKind.Utc); hour.Year == 2026; hour = hour.AddHours(1))
        {
            var local = hour.ToLocalTime();
            var read = Texts.Value<DateTime>(Texts.Print(local));
            Assert.Equal(local, read);
            Assert.Equal(hour, read.ToUniversalTime());
        }
    }

    [Fact]
    public void A_DateTimeOffset_needs_its_offset_and_keeps_it()
    {
        Assert.Contains("has no offset", Texts.Refuses<DateTimeOffset>("2026-11-21T03:41:32"), StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromHours(-3.5), Texts.Value<DateTimeOffset>("2026-11-21T03:41-0330").Offset);
        Assert.Equal(TimeSpan.Zero, Texts.Value<DateTimeOffset>("2026-11-21T03:41Z").Offset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("21.11.2026")]
    [InlineData("11/21/2026")]
    [InlineData("2026-11-21T")]
    [InlineData("2026-11-21T03")]
    [InlineData("2026-11-21T03:41:32 Z")]
    [InlineData("2026-11-21T03:41:32+")]
    [InlineData("2026-11-21T03:41:32+0")]
    [InlineData("2026-11-21Z")]
    [InlineData("26-11-21")]
    [InlineData("2026-11-21T03:41:32,5")]
    [InlineData("2026-11-21T03:41:32.")]
    [InlineData("2026-11-21T03:41:32.12345678")]
    [InlineData("today")]
    public void No_date_and_time(string written) => Texts.Refuses<DateTime>(written);

    [Fact]
    public void Now_is_what_the_clock_says()
    {
        var clock = new Clock();
        Assert.Equal(Clock.Now.UtcDateTime, new DateTimeText(clock).Parse("now"u8, DateTime.UnixEpoch).Value);
        Assert.Equal(DateTimeKind.Local, new DateTimeText(clock).Parse("NOW"u8, default).Value.Kind);
        Assert.Equal(Clock.Now, new DateTimeOffsetText(clock).Parse(" now "u8, default).Value);
        Assert.Equal(clock.LocalTimeZone.BaseUtcOffset, new DateTimeOffsetText(clock).Parse("now"u8, default).Value.Offset);
        Assert.Equal(new DateOnly(2026, 11, 22), new DateOnlyText(clock).Parse("now"u8, default).Value);
        Assert.Equal(new TimeOnly(1, 30), new TimeOnlyText(clock).Parse("now"u8, default).Value);
    }

    [Theory]
    [InlineData("90s", "00:01:30")]
    [InlineData("1h30m", "01:30:00")]
    [InlineData("250ms", "00:00:00.2500000")]
    [InlineData("1d", "1.00:00:00")]
    [InlineData("-1.5d", "-1.12:00:00")]
    [InlineData("10us", "00:00:00.0000100")]
    [InlineData("5min", "00:05:00")]
    [InlineData("2D3H", "2.03:00:00")]
    [InlineData("PT5M", "00:05:00")]
    [InlineData("P1DT12H", "1.12:00:00")]
    [InlineData("-PT0.5S", "-00:00:00.5000000")]
    [InlineData("P2W", "14.00:00:00")]
    [InlineData("1.02:03:04.5", "1.02:03:04.5000000")]
    [InlineData(" 00:00:01 ", "00:00:01")]
    public void A_duration(string written, string printed) => Assert.Equal(printed, Texts.Print(Texts.Value<TimeSpan>(written)));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1:30")]
    [InlineData("1 h")]
    [InlineData("1h 30m")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    [InlineData("1y")]
    [InlineData("P1M")]
    [InlineData("P1Y")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("PT-5M")]
    [InlineData("5ns")]
    [InlineData("0.00000001s")]
    [InlineData("1,5h")]
    [InlineData("1.5.02:00:00")]
    [InlineData("+5s")]
    public void No_duration(string written) => Texts.Refuses<TimeSpan>(written);

    [Fact]
    public void A_fraction_is_as_short_as_it_can_be()
    {
        Assert.Equal("03:41:32.5", Texts.Print(new TimeOnly(3, 41, 32, 500)));
        Assert.Equal("03:41:00", Texts.Print(new TimeOnly(3, 41)));
        Assert.Equal("0001-01-01T00:00:00", Encoding.UTF8.GetString(Texts.Bytes(Texts.Of<DateTime>(), default)));
    }

    private sealed class Clock : TimeProvider
    {
        public static readonly DateTimeOffset Now = new(2026, 11, 21, 22, 0, 0, TimeSpan.Zero);

        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(3.5), "test", "test");

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
