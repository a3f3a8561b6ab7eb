using ObjectFs.Benchmarks.Reporting;
using ObjectFs.Objects.Values;

namespace ObjectFs.Benchmarks.Values;

/// <summary>Scalars as text, against the framework's own formatters and parsers, which check less.</summary>
internal static class ValueBenchmark
{
    private const int Iterations = 20_000;

    public static void Run(Report report, Settings settings)
    {
        report.Section("Values as text, nanoseconds");
        var table = new Table(1, "type", "format .NET", "format", "ratio", "parse .NET", "parse", "ratio");
        Add<bool, BooleanPeer>(true);
        Add<byte, SpanPeer<byte>>(42);
        Add<int, SpanPeer<int>>(-1234567);
        Add<long, SpanPeer<long>>(1234567890123456789);
        Add<double, SpanPeer<double>>(3.141592653589793);
        Add<float, SpanPeer<float>>(2.7182817f);
        Add<decimal, SpanPeer<decimal>>(12345.6789m);
        Add<Guid, SpanPeer<Guid>>(new Guid("6f9619ff-8b86-d011-b42d-00cf4fc964ff"));
        Add<DayOfWeek, EnumPeer<DayOfWeek>>(DayOfWeek.Wednesday);
        Add<DateTime, DateTimePeer>(new DateTime(2026, 11, 21, 12, 34, 56, DateTimeKind.Utc));
        Add<DateTimeOffset, DateTimeOffsetPeer>(new DateTimeOffset(2026, 11, 21, 12, 34, 56, TimeSpan.FromHours(1)));
        Add<TimeSpan, TimeSpanPeer>(new TimeSpan(1, 2, 3, 4, 567));
        report.Write(table);

        void Add<T, TPeer>(T value)
            where TPeer : IFrameworkText<T>
        {
            var times = Time<T, TPeer>(value, settings);
            table.Add(
                typeof(T).Name,
                Figures.Of(times[0]), Figures.Of(times[1]), Figures.Ratio(times[1] / times[0]),
                Figures.Of(times[2]), Figures.Of(times[3]), Figures.Ratio(times[3] / times[2]));
        }
    }

    // each reads the text that it wrote itself: the forms differ in places
    private static double[] Time<T, TPeer>(T value, Settings settings)
        where TPeer : IFrameworkText<T>
    {
        if (!ScalarText.TryGet<T>(out var text))
            return [double.NaN, double.NaN, double.NaN, double.NaN];
        var room = new byte[128];
        var ours = room[..Written(text.TryFormat(value, room, out var length), length)];
        var theirs = room[..Written(TPeer.TryFormat(value, room, out length), length)];
        if (!TPeer.TryParse(theirs, out _) || !text.Parse(ours, default!).Succeeded)
            throw new BenchmarkException($"{typeof(T).Name} does not read what it wrote");
        return Loop.Time(
            settings,
            new("format .NET", Iterations, count =>
            {
                for (var i = 0; i < count; i++)
                    Expect(TPeer.TryFormat(value, room, out _));
            }),
            new("format", Iterations, count =>
            {
                for (var i = 0; i < count; i++)
                    Expect(text.TryFormat(value, room, out _));
            }),
            new("parse .NET", Iterations, count =>
            {
                for (var i = 0; i < count; i++)
                    Expect(TPeer.TryParse(theirs, out _));
            }),
            new("parse", Iterations, count =>
            {
                for (var i = 0; i < count; i++)
                    Expect(text.Parse(ours, default!).Succeeded);
            }));
    }

    private static int Written(bool formatted, int length) => formatted ? length : throw new BenchmarkException("a value does not fit 128 bytes");

    // so that no call can be left out
    private static void Expect(bool succeeded)
    {
        if (!succeeded)
            throw new BenchmarkException("a value that was written before is refused");
    }
}
