using ObjectFs.Tree;

namespace ObjectFs.NineP.Tests;

/// <summary>What a test says of an answer.</summary>
internal static class Expectations
{
    public static async Task<Answer> Succeeds(this Task<Answer> call)
    {
        var answer = await call;
        Assert.False(answer.IsError, $"Refused: {answer}");
        return answer;
    }

    /// <summary>A refusal, with one of these numbers where the dialect has any.</summary>
    public static async Task<Answer> Refused(this Task<Answer> call, params Errno[] expected)
    {
        var answer = await call;
        Assert.True(answer.IsError, $"Not refused: {answer}");
        if (expected.Length > 0 && answer.Errno is { } errno)
            Assert.True(expected.Contains((Errno)errno), $"Refused with {(Errno)errno} instead of {string.Join(" or ", expected)}: {answer}");
        return answer;
    }
}
