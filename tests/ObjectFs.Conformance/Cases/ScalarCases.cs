using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class ScalarCases : Case
{
    /// <summary>Member, what is written, what is read then.</summary>
    public static TheoryData<string, string, string> Written => new()
    {
        { "Boolean", "true", "true" }, { "Boolean", "YES\n", "true" }, { "Boolean", "1", "true" }, { "Boolean", "off", "false" },
        { "Char", "ß", "ß" }, { "Rune", "é", "é" },
        { "SByte", "-128", "-128" }, { "Byte", "255", "255" }, { "Byte", "0xff", "255" }, { "Int16", "-32768", "-32768" }, { "UInt16", "65535", "65535" },
        { "Int32", "-2147483648", "-2147483648" }, { "Int32", "0x2a", "42" }, { "Int32", "1_000", "1000" }, { "Int32", " 7 \n", "7" }, { "Int32", "7\r\n", "7" },
        { "UInt32", "4294967295", "4294967295" }, { "Int64", "-9223372036854775808", "-9223372036854775808" },
        { "UInt64", "18446744073709551615", "18446744073709551615" }, { "Int128", "170141183460469231731687303715884105727", "170141183460469231731687303715884105727" },
        { "Single", "0.1", "0.1" }, { "Double", "0.1", "0.1" }, { "Double", "1e300", "1E+300" }, { "Double", "NaN", "NaN" }, { "Double", "-Infinity", "-Infinity" }, { "Double", "-0", "-0" },
        { "Half", "1.5", "1.5" }, { "Decimal", "79228162514264337593543950335", "79228162514264337593543950335" }, { "Decimal", "1.10", "1.10" },
        { "BigInteger", "123456789012345678901234567890123456789012345678901234567890", "123456789012345678901234567890123456789012345678901234567890" },
        { "Guid", "6F9619FF-8B86-D011-B42D-00C04FC964FF", "6f9619ff-8b86-d011-b42d-00c04fc964ff" },
        { "Weekday", "tuesday", "Tuesday" }, { "Weekday", "1", "Monday" },
        { "Rights", "read,write", "Read, Write" }, { "Rights", "+Execute", "Execute" }, { "Rights", "0", "None" },
        { "DateTime", "2026-03-04T05:06:07Z", "2026-03-04T05:06:07Z" },
        { "DateTimeOffset", "2026-03-04T05:06:07+02:00", "2026-03-04T05:06:07+02:00" },
        { "DateOnly", "2026-03-04", "2026-03-04" }, { "TimeOnly", "05:06:07", "05:06:07" },
        { "TimeSpan", "90s", "00:01:30" }, { "TimeSpan", "1h30m", "01:30:00" }, { "TimeSpan", "250ms", "00:00:00.2500000" }, { "TimeSpan", "PT5M", "00:05:00" }, { "TimeSpan", "1.02:03:04", "1.02:03:04" },
        { "Uri", "https://example.org/a?b=c", "https://example.org/a?b=c" }, { "Version", "1.2.3.4", "1.2.3.4" }, { "IPAddress", "::1", "::1" }, { "IPAddress", "10.1.2.3", "10.1.2.3" },
        { "Nullable", "3", "3" }, { "NullableWeekday", "Monday", "Monday" },
        { "Celsius", "21.5°C", "21.5°C" },
    };

    /// <summary>Member, what is written, what it is refused with.</summary>
    public static TheoryData<string, string, Errno> Refused => new()
    {
        { "Boolean", "maybe", Errno.EINVAL }, { "Boolean", "", Errno.EINVAL }, { "Char", "ab", Errno.EINVAL }, { "Rune", "ab", Errno.EINVAL },
        { "Byte", "256", Errno.ERANGE }, { "Byte", "-1", Errno.ERANGE }, { "SByte", "128", Errno.ERANGE }, { "Int32", "2147483648", Errno.ERANGE },
        { "Int32", "abc", Errno.EINVAL }, { "Int32", "1.5", Errno.EINVAL }, { "Int32", "1,000", Errno.EINVAL }, { "Int32", "1 2", Errno.EINVAL }, { "Int32", "٣", Errno.EINVAL },
        { "UInt64", "-1", Errno.ERANGE }, { "Double", "1,5", Errno.EINVAL }, { "Double", "1e999", Errno.ERANGE }, { "Double", "0x10", Errno.EINVAL },
        { "Decimal", "79228162514264337593543950336", Errno.ERANGE }, { "Uri", "http://[", Errno.EINVAL }, { "Guid", "not-a-guid", Errno.EINVAL },
        { "Weekday", "Monday,Tuesday", Errno.EINVAL }, { "Weekday", "7", Errno.EINVAL }, { "Weekday", "Someday", Errno.EINVAL }, { "Rights", "Fly", Errno.EINVAL }, { "Rights", "64", Errno.EINVAL },
        { "DateTimeOffset", "2026-03-04T05:06:07", Errno.EINVAL }, { "DateTime", "04/03/2026", Errno.EINVAL }, { "DateOnly", "2026-02-30", Errno.ERANGE },
        { "TimeSpan", "5", Errno.EINVAL }, { "TimeSpan", "soon", Errno.EINVAL }, { "IPAddress", "1", Errno.EINVAL }, { "Version", "1", Errno.EINVAL },
        { "Nullable", "x", Errno.EINVAL }, { "Celsius", "21", Errno.EINVAL },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void What_is_written_is_read_and_can_be_written_back(string member, string text, string expected)
    {
        foreach (var gateway in Gateways.With(Feature.None))
        {
            var tree = Open(gateway);
            var file = $"/Scalars/{Keep(new Scalars(NewName())).Key}/{member}";
            tree.Write(file, text);
            var read = tree.Read(file);
            Assert.Equal($"{expected}\n", read);
            tree.Write(file, read);
            Assert.Equal(read, tree.Read(file));
            if (Gateways.Has(gateway, Feature.Sizes))
                Assert.Equal(tree.ReadBytes(file).Length, tree.Stat(file).Size);
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_value_is_refused_by_the_write_with_a_sentence_and_leaves_the_value(string member, string text, Errno errno)
    {
        foreach (var gateway in Gateways.With(Feature.Xattrs))
        {
            var tree = Open(gateway);
            var at = $"/Scalars/{Keep(new Scalars(NewName())).Key}";
            var before = tree.Read($"{at}/{member}");
            using (var file = tree.Open($"{at}/{member}", OpenFlags.Write | OpenFlags.Truncate))
                Refuses(errno, () => file.Write($"{text}\n"));
            Assert.Equal(before, tree.Read($"{at}/{member}"));
            var sentence = tree.Error($"{at}/{member}");
            Assert.StartsWith($"{member}: ", sentence, StringComparison.Ordinal);
            Assert.True(sentence.Length > member.Length + 10, sentence);
            var error = tree.Read($"{at}/.error").Split('\n');
            Assert.Contains($"{at}/{member} {errno}", error[0], StringComparison.Ordinal);
            Assert.Equal(sentence, error[1]);
        }
    }

    [Theory, EveryGateway]
    public void Flags_can_be_added_and_taken_away(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Scalars(NewName()) { Rights = Rights.Read });
        var file = $"/Scalars/{subject.Key}/Rights";
        tree.Write(file, "+Write\n");
        Assert.Equal(Rights.Read | Rights.Write, subject.Rights);
        tree.Write(file, "-Read +Execute\n");
        Assert.Equal(Rights.Write | Rights.Execute, subject.Rights);
        Refuses(Errno.EINVAL, () => tree.Write(file, "+Fly\n"));
        Assert.Equal("Write, Execute\n", tree.Read(file));
    }

    [Theory, EveryGateway]
    public void Now_is_a_time(string gateway)
    {
        var subject = Keep(new Scalars(NewName()));
        Open(gateway).Write($"/Scalars/{subject.Key}/DateTimeOffset", "now\n");
        Assert.NotEqual(default, subject.DateTimeOffset);
    }

    [Theory, EveryGateway]
    public void Truncation_sets_null_where_null_is_allowed_and_nothing_elsewhere(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Scalars(NewName()) { Nullable = 3, Int32 = 4 });
        var at = $"/Scalars/{subject.Key}";
        tree.Open($"{at}/Nullable", OpenFlags.Write | OpenFlags.Truncate).Close();
        tree.Open($"{at}/Int32", OpenFlags.Write | OpenFlags.Truncate).Close();
        Eventually(() => subject.Nullable is null, "null");
        Assert.Equal("", tree.Read($"{at}/Nullable"));
        Assert.Equal(0, tree.Stat($"{at}/Nullable").Size);
        Assert.Equal(4, subject.Int32);
    }

    [Theory, EveryGateway]
    public void Extreme_values_come_back_as_they_are(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Scalars(NewName())
        {
            DateTime = DateTime.MaxValue, DateTimeOffset = DateTimeOffset.MinValue, TimeSpan = TimeSpan.MinValue, TimeOnly = TimeOnly.MaxValue, DateOnly = DateOnly.MinValue,
            Double = double.Epsilon, Single = float.MaxValue, Half = Half.NegativeInfinity, Decimal = decimal.MinValue, Char = '\n', Int128 = Int128.MinValue, Uri = null, Version = null,
            BigInteger = System.Numerics.BigInteger.Pow(7, 3000),
        });
        var at = $"/Scalars/{subject.Key}";
        foreach (var name in tree.Names(at).Where(static name => name is not ("Key" or "Uri" or "Version" or "Nullable" or "NullableWeekday")))
        {
            var read = tree.Read($"{at}/{name}");
            Assert.Equal((name, Errno.None), (name, Clients.Refusal.Of(() => tree.Write($"{at}/{name}", read))));
            Assert.Equal((name, read), (name, tree.Read($"{at}/{name}")));
        }

        Assert.Equal((DateTime.MaxValue, '\n', null), (subject.DateTime, subject.Char, subject.Uri));
    }

    [Theory, EveryGateway]
    public void An_undefined_enum_value_of_the_program_is_read_as_its_number(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Scalars(NewName()) { Weekday = (Weekday)99, Rights = (Rights)64 });
        Assert.Equal("99\n", tree.Read($"/Scalars/{subject.Key}/Weekday"));
        Assert.Equal("64\n", tree.Read($"/Scalars/{subject.Key}/Rights"));
    }
}
