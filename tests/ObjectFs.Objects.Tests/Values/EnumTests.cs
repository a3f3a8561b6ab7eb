using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Values;

public sealed class EnumTests
{
    [Fact]
    public void A_name_is_read_in_any_case_and_a_defined_number_too()
    {
        Assert.Equal(DayOfWeek.Monday, Texts.Value<DayOfWeek>("monday"));
        Assert.Equal(DayOfWeek.Monday, Texts.Value<DayOfWeek>(" MONDAY "));
        Assert.Equal(DayOfWeek.Monday, Texts.Value<DayOfWeek>("1"));
        Assert.Equal(Größe.Riesengroß, Texts.Value<Größe>("riesengroß"));
    }

    [Fact]
    public void An_undefined_number_is_refused_unless_it_is_the_value_already()
    {
        Assert.StartsWith("'7' is not one of Sunday, Monday, ", Texts.Refuses<DayOfWeek>("7"), StringComparison.Ordinal);
        Assert.Equal((DayOfWeek)7, Texts.Value("7", current: (DayOfWeek)7));
        Texts.Refuses<DayOfWeek>("99999999999", Errno.ERANGE);
        Texts.Refuses<Access>("4");
    }

    [Fact]
    public void Flags_are_written_by_name_with_commas()
    {
        Assert.Equal("None", Texts.Print(Access.None));
        Assert.Equal("ReadWrite", Texts.Print(Access.Read | Access.Write));
        Assert.Equal("ReadWrite, Execute", Texts.Print(Access.ReadWrite | Access.Execute));
        Assert.Equal("20", Texts.Print((Access)20));
        Assert.Equal("0", Texts.Print((Signed)0));
        Assert.Equal("Low, Top", Texts.Print(Signed.Low | Signed.Top));
    }

    [Theory]
    [InlineData("Read, Write")]
    [InlineData("read write")]
    [InlineData("write,read")]
    [InlineData("ReadWrite")]
    [InlineData("3")]
    public void Flags_are_read_with_commas_or_blanks(string written) => Assert.Equal(Access.ReadWrite, Texts.Value<Access>(written));

    [Theory]
    [InlineData("+Write", Access.Read | Access.Write | Access.Execute)]
    [InlineData("-Read", Access.Execute)]
    [InlineData("+write -read", Access.Write | Access.Execute)]
    [InlineData("-Read, -Execute", Access.None)]
    [InlineData("-ReadWrite", Access.Execute)]
    public void Signs_change_the_flags_there_are(string written, Access result) => Assert.Equal(result, Texts.Value(written, Access.Read | Access.Execute));

    [Theory]
    [InlineData("")]
    [InlineData("Read,,Write")]
    [InlineData("Read,")]
    [InlineData(",Read")]
    [InlineData("Read|Write")]
    [InlineData("+")]
    [InlineData("+ Write")]
    [InlineData("Read, +Write")]
    [InlineData("+Write Read")]
    [InlineData("+Fly")]
    [InlineData("+8")]
    public void No_flags(string written) => Texts.Refuses<Access>(written);

    [Fact]
    public void Signs_change_no_enum_that_is_not_flags() => Texts.Refuses("+Monday", current: DayOfWeek.Sunday);

    [Fact]
    public void Names_that_differ_by_case_only_are_to_be_written_exactly()
    {
        Assert.Equal(Confusing.idle, Texts.Value<Confusing>("idle"));
        Assert.Equal(Confusing.Idle, Texts.Value<Confusing>("Idle"));
        Assert.Contains("differs only by case", Texts.Refuses<Confusing>("IDLE"), StringComparison.Ordinal);
        Assert.Equal(Confusing.Running, Texts.Value<Confusing>("RUNNING"));
    }

    [Fact]
    public void A_list_of_flags_without_end_is_too_long() => Texts.Refuses<Access>(string.Join(',', Enumerable.Repeat("Read", 10_000)), Errno.EFBIG);

    [Fact]
    public void The_names_are_told() => Assert.Equal(["None", "Read", "Write", "ReadWrite", "Execute"], Texts.Of<Access>().Values);

    [Fact]
    public void A_nullable_flags_enum_is_changed_from_nothing() => Assert.Equal(Access.Write, Texts.Value<Access?>("+Write", null));
}
