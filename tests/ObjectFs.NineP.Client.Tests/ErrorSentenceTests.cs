using System.Text;
using ObjectFs.NineP.Wire;
using ObjectFs.Tree;

namespace ObjectFs.NineP.Client.Tests;

public sealed class ErrorSentenceTests
{
    [Theory]
    [InlineData("file does not exist", Errno.ENOENT)]
    [InlineData("'/srv/x' file does not exist", Errno.ENOENT)]
    [InlineData("No such file or directory", Errno.ENOENT)]
    [InlineData("permission denied", Errno.EACCES)]
    [InlineData("EINVAL: 'abc' is not an Int32", Errno.EINVAL)]
    [InlineData("Invalid argument: 'abc' is not an Int32", Errno.EINVAL)]
    [InlineData("walk: file does not exist", Errno.ENOENT)]
    [InlineData("bad offset in directory read", Errno.ESPIPE)]
    [InlineData("the moon is full", Errno.EIO)]
    public void A_sentence_of_9P2000_keeps_its_words_and_gets_a_number(string sentence, Errno errno)
    {
        var failure = ErrorSentences.From(Encoding.UTF8.GetBytes(sentence), 0);
        Assert.Equal(new Failure(errno, sentence), failure);
    }

    [Fact]
    public void The_number_of_u_comes_before_what_the_words_mean() =>
        Assert.Equal(Errno.EBUSY, ErrorSentences.From("file does not exist"u8, (uint)Errno.EBUSY).Errno);

    [Fact]
    public void Every_number_has_words_that_lead_back_to_it()
    {
        foreach (var errno in Enum.GetValues<Errno>().Where(static errno => errno != Errno.None))
            Assert.Equal(errno, ErrorSentences.NumberOf(ErrorTexts.Of(errno)));
    }

    [Fact]
    public void A_number_of_L_says_nothing_more() => Assert.Equal(new Failure(Errno.EBUSY, null), ErrorSentences.FromNumber(16));

    [Theory]
    [InlineData(0u)]
    [InlineData(524u)]
    [InlineData(uint.MaxValue)]
    public void A_number_that_nobody_knows_is_an_input_output_error(uint number) => Assert.Equal(Errno.EIO, ErrorSentences.FromNumber(number).Errno);

    [Fact]
    public void What_a_stranger_says_moves_no_cursor() =>
        Assert.DoesNotContain('\u001b', ErrorSentences.From("\u001b[2Jgone\n"u8, 2).Sentence!);
}
