using System.Reflection;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Tests.Shapes;

public sealed class TearingTests
{
    private const decimal Before = 1.25m;
    private const decimal After = -79228162514264337593543950335m;

    // The upper half of the one and the lower of the other, as a reader meets it in the middle of a write.
    private static readonly decimal Torn = new([decimal.GetBits(After)[0], decimal.GetBits(After)[1], 0, decimal.GetBits(Before)[3]]);

    [Fact]
    public void A_value_met_in_the_middle_of_a_write_is_read_again()
    {
        Scripted<decimal> accessor = new(typeof(Sample).GetField(nameof(Sample.Value))!, Torn, After);
        Assert.Equal(After, accessor.ReadObject(new Sample()));
    }

    [Fact]
    public void A_value_that_is_torn_twice_is_read_again()
    {
        Scripted<decimal> accessor = new(typeof(Sample).GetField(nameof(Sample.Value))!, Torn, Torn, Before, Torn, After);
        Assert.Equal(After, accessor.ReadObject(new Sample()));
    }

    [Fact]
    public void The_text_of_a_value_is_never_that_of_two_halves()
    {
        Scripted<decimal> accessor = new(typeof(Sample).GetField(nameof(Sample.Value))!, Torn, After);
        Span<byte> text = new byte[64];
        Assert.True(ScalarCell.For(accessor).TryFormat(new Sample(), text, out int written));
        Assert.Equal("-79228162514264337593543950335\n"u8, text[..written]);
    }

    [Fact]
    public void A_value_that_never_stands_still_is_given_up_on()
    {
        Scripted<decimal> accessor = new(typeof(Sample).GetField(nameof(Sample.Value))!, [.. Enumerable.Range(0, 100_000).Select(static i => (decimal)i)]);
        Assert.InRange((decimal)accessor.ReadObject(new Sample())!, 1, 1000);
    }

    [Fact]
    public void A_getter_of_the_program_and_a_value_of_one_step_are_read_once()
    {
        Scripted<decimal> computed = new(typeof(Sample).GetProperty(nameof(Sample.Computed))!, Before, After);
        Scripted<int> plain = new(typeof(Sample).GetField(nameof(Sample.Number))!, 1, 2);
        Assert.Equal(Before, computed.ReadObject(new Sample()));
        Assert.Equal(1, plain.ReadObject(new Sample()));
    }

    /// <summary>Finds what is written down, the last for ever.</summary>
    private sealed class Scripted<T>(MemberInfo member, params T[] readings) : Accessor<T>(member)
    {
        private int _next;

        public override T Read(object? owner) => readings[Math.Min(_next++, readings.Length - 1)];

        public override void Write(object? owner, T value) => throw new NotSupportedException();
    }

    private sealed class Sample
    {
        public decimal Value = 1;

        public int Number = 1;

        public decimal Computed => Value * 2;
    }
}
