using System.Net;
using System.Text;
using ObjectFs.Objects.Values;
using ObjectFs.Tests.Shared;

namespace ObjectFs.Objects.Tests.Values;

public sealed class AllocationTests
{
    [Fact]
    public void Reading_and_writing_a_scalar_allocates_nothing()
    {
        Free(true);
        Free('ß');
        Free(new Rune(0x1F600));
        Free(-42);
        Free(ulong.MaxValue);
        Free(Int128.MinValue);
        Free(1.1e-7);
        Free(1.5f);
        Free((Half)0.1);
        Free(123.450m);
        Free(Guid.NewGuid());
        Free(DayOfWeek.Friday);
        Free(Access.ReadWrite | Access.Execute);
        Free(new DateTime(2026, 11, 21, 3, 41, 32, DateTimeKind.Utc));
        Free(new DateTime(2026, 11, 21, 3, 41, 32, DateTimeKind.Local));
        Free(new DateTimeOffset(2026, 11, 21, 3, 41, 32, TimeSpan.FromHours(2)));
        Free(new DateOnly(2026, 11, 21));
        Free(new TimeOnly(3, 41, 32, 5));
        Free(TimeSpan.FromSeconds(90.5));
        Free<int?>(5);
    }

    [Fact]
    public void Writing_a_reference_allocates_nothing()
    {
        var buffer = new byte[128];
        var addresses = Texts.Of<IPAddress>();
        Allocated.Nothing(() => addresses.TryFormat(IPAddress.Loopback, buffer, out _));
        Allocated.Nothing(() => addresses.TryFormat(IPAddress.IPv6Loopback, buffer, out _));
        var versions = Texts.Of<Version>();
        var version = new Version(1, 2, 3);
        Allocated.Nothing(() => versions.TryFormat(version, buffer, out _));
        var letters = new string('é', 20);
        Allocated.Nothing(() => Utf8Text.TryFormat(letters, buffer, out _));
    }

    private static void Free<T>(T value)
    {
        var text = Texts.Of<T>();
        var printed = Texts.Bytes(text, value);
        var buffer = new byte[64];
        var read = default(T);
        Allocated.Nothing(() => text.TryFormat(value, buffer, out _));
        Allocated.Nothing(() => read = text.Parse(printed, value).Value);
        Assert.Equal(value, read);
    }
}
