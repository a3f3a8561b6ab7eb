using System.Collections.Immutable;
using ObjectFs.Objects.Nodes.Json;
using ObjectFs.Objects.Shapes;

namespace ObjectFs.Objects.Tests.Nodes.Json;

/// <summary>What <c>.json</c> and <c>.schema</c> say of a member without a setter.</summary>
public sealed class WritabilityTests
{
    [Theory]
    [InlineData(typeof(Box))]
    [InlineData(typeof(object))]
    [InlineData(typeof(IFormatProvider))]
    [InlineData(typeof(int[]))]
    [InlineData(typeof(List<int>))]
    [InlineData(typeof(List<Pilot>))]
    [InlineData(typeof(IList<int>))]
    [InlineData(typeof(ICollection<int>))]
    [InlineData(typeof(IDictionary<string, int>))]
    [InlineData(typeof(IReadOnlyList<Box>))]
    [InlineData(typeof(IEnumerable<Box>))]
    [InlineData(typeof(IReadOnlyDictionary<string, Box>))]
    [InlineData(typeof(ImmutableList<Box>))]
    [InlineData(typeof((int, Box)))]
    public void What_has_parts_that_can_be_set_is_writable(Type type) => Assert.True(IsWritable(type));

    [Theory]
    [InlineData(typeof(int))]
    [InlineData(typeof(string))]
    [InlineData(typeof(byte[]))]
    [InlineData(typeof(Spot))]
    [InlineData(typeof(Spot?))]
    [InlineData(typeof(Pilot))]
    [InlineData(typeof(IReadOnlyList<Pilot>))]
    [InlineData(typeof(IReadOnlyList<int>))]
    [InlineData(typeof(IReadOnlyDictionary<string, int>))]
    [InlineData(typeof(IEnumerable<int>))]
    [InlineData(typeof(ImmutableList<int>))]
    [InlineData(typeof(ImmutableDictionary<string, int>))]
    [InlineData(typeof(HashSet<int>))]
    [InlineData(typeof(Task<Box>))]
    [InlineData(typeof(Chain))]
    public void What_has_none_is_read_only(Type type) => Assert.False(IsWritable(type));

    [Fact]
    public void A_setter_makes_a_reference_writable_and_a_mode_takes_that_back()
    {
        Assert.True(JsonWritability.Of(Shape.Of(typeof(Open))));
        Assert.False(JsonWritability.Of(Shape.Of(typeof(Closed))));
    }

    private static bool IsWritable(Type type) => JsonWritability.Of(Shape.Of(typeof(Holder<>).MakeGenericType(type)));

    private sealed class Holder<T>
    {
        public T Value { get; } = default!;
    }

    private sealed class Chain
    {
        public int Length { get; } = 1;

        public Chain? Next { get; }
    }

    private sealed class Open
    {
        public Pilot? Wing { get; set; }
    }

    private sealed class Closed
    {
        [Export(Mode = "0444")]
        public Pilot? Wing { get; set; }
    }
}
