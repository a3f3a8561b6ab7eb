namespace ObjectFs.Tree.Tests;

public sealed class ResultTests
{
    [Fact]
    public void A_value_is_a_success()
    {
        Result<int> result = 42;
        Assert.True(result.TryGet(out var value));
        Assert.Equal(42, value);
        Assert.Equal(42, result.Value);
    }

    [Fact]
    public void An_errno_is_a_refusal_without_a_sentence()
    {
        Result<int> result = Errno.ENOENT;
        Assert.False(result.TryGet(out _));
        Assert.Equal(new Failure(Errno.ENOENT, null), result.Failure);
        Assert.Equal("ENOENT", result.Failure.ToString());
    }

    [Fact]
    public void A_failure_keeps_its_sentence_on_the_way()
    {
        Result<int> first = new Failure(Errno.EINVAL, "Speed: 'abc' is not a number");
        Result<string> second = first.Failure;
        Result third = second.Failure;
        Assert.Equal("Speed: 'abc' is not a number", third.Sentence);
        Assert.False(third.Succeeded);
    }

    [Fact]
    public void Asking_a_refusal_for_its_value_says_why_there_is_none()
    {
        Result<int> result = Errno.EACCES;
        Assert.Contains("EACCES", Assert.Throws<InvalidOperationException>(() => result.Value).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Success_is_the_default_and_completed() => Assert.True(Result.SuccessAsync is { IsCompletedSuccessfully: true, Result.Succeeded: true });
}
