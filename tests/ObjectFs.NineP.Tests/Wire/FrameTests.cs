using FsCheck;
using FsCheck.Fluent;
using ObjectFs.NineP.Wire;

namespace ObjectFs.NineP.Tests.Wire;

public sealed class FrameTests
{
    public static TheoryData<string, NinePDialect> Frames
    {
        get
        {
            TheoryData<string, NinePDialect> frames = [];
            foreach (var golden in Goldens.All)
            {
                foreach (var dialect in golden.Dialects)
                    frames.Add(golden.Name, dialect);
            }

            return frames;
        }
    }

    [Fact]
    public void Every_message_has_a_golden_frame()
    {
        MessageType[] neverSent = [MessageType.Tlerror, MessageType.Terror];
        Assert.Equal(Enum.GetValues<MessageType>().Except(neverSent).Order(), Goldens.All.Select(static golden => golden.Type).Distinct().Order());
    }

    [Theory, MemberData(nameof(Frames))]
    public void A_message_is_put_as_the_protocol_says(string name, NinePDialect dialect)
    {
        var golden = Find(name);
        var buffer = new byte[1000];
        Assert.Equal(Convert.ToHexString(golden.Frame), Convert.ToHexString(buffer.AsSpan(0, golden.Compose(buffer, dialect))));
        Assert.Equal(golden.Type, Protocol.TypeOf(buffer));
        Assert.Equal(1, Protocol.TagOf(buffer));
    }

    [Theory, MemberData(nameof(Frames))]
    public void A_frame_taken_apart_and_put_together_is_the_same(string name, NinePDialect dialect)
    {
        var golden = Find(name);
        var buffer = new byte[1000];
        Assert.True(golden.Reads(golden.Body, dialect, buffer, out var length));
        Assert.Equal(Convert.ToHexString(golden.Frame), Convert.ToHexString(buffer.AsSpan(0, length)));
    }

    [Theory, MemberData(nameof(Frames))]
    public void A_frame_cut_off_anywhere_is_none(string name, NinePDialect dialect)
    {
        var golden = Find(name);
        var buffer = new byte[1000];
        for (var length = 0; length < golden.Body.Length; length++)
        {
            // what was cut off still stands behind: whoever reads past the end finds all of it
            var whole = golden.Reads(golden.Body.AsSpan(0, length), dialect, buffer, out _);
            Assert.Equal(golden.Type == MessageType.Tfsync && length == sizeof(uint), whole);
        }
    }

    [Theory, MemberData(nameof(Frames))]
    public void A_frame_with_more_behind_it_is_none(string name, NinePDialect dialect)
    {
        var golden = Find(name);
        var buffer = new byte[1000];
        for (var more = 1; more < 20; more++)
            Assert.False(golden.Reads([.. golden.Body, .. new byte[more]], dialect, buffer, out _));
    }

    [Theory, MemberData(nameof(Frames))]
    public void A_frame_is_not_put_where_it_does_not_fit(string name, NinePDialect dialect)
    {
        var golden = Find(name);
        for (var length = 0; length < golden.Frame.Length; length++)
        {
            var buffer = new byte[golden.Frame.Length + 10];
            Assert.Equal(0, golden.Compose(buffer.AsSpan(0, length), dialect));
            Assert.All(buffer[length..], static octet => Assert.Equal(0, octet));
        }
    }

    [Theory, MemberData(nameof(Frames))]
    public void Any_message_comes_back_as_it_was(string name, NinePDialect dialect)
    {
        var golden = Find(name);
        var buffer = new byte[100_000];
        Prop.ForAll(
            Layouts.Bodies(golden.Layout).ToArbitrary(),
            body => golden.Reads(body, dialect, buffer, out var length) && buffer.AsSpan(Protocol.HeaderSize, length - Protocol.HeaderSize).SequenceEqual(body)).QuickCheckThrowOnFailure();
    }

    [Theory, MemberData(nameof(Frames))]
    public void Any_bytes_at_all_are_a_message_or_none(string name, NinePDialect dialect)
    {
        var golden = Find(name);
        var buffer = new byte[100_000];
        Prop.ForAll<byte[]>(body =>
        {
            // only the long form of Tfsync is ever put
            var whole = golden.Reads(body, dialect, buffer, out var length);
            return !whole || (golden.Type == MessageType.Tfsync && body.Length == sizeof(uint)) || buffer.AsSpan(Protocol.HeaderSize, length - Protocol.HeaderSize).SequenceEqual(body);
        }).QuickCheckThrowOnFailure();
    }

    private static Golden Find(string name) => Goldens.All.Single(golden => golden.Name == name);
}
