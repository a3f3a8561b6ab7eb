using System.Diagnostics;
using Xunit;

namespace ObjectFs.Fody.Tests;

public sealed class LineTests
{
    [Fact]
    public void A_chaining_constructor_keeps_its_lines() => ThrownAtItsLine(() => new Lines());

    [Fact]
    public void A_constructor_whose_body_moved_keeps_its_lines() => ThrownAtItsLine(() => new Lines(2));

    [Fact]
    public void A_setter_keeps_its_lines() => ThrownAtItsLine(() => new Lines(1).Speed = 0);

    /// <summary>The message ends in the number of the line that throws.</summary>
    private static void ThrownAtItsLine(Func<object> act)
    {
        var exception = Assert.ThrowsAny<Exception>(act);
        var frame = new StackTrace(exception, fNeedFileInfo: true).GetFrames().First(f => f.GetFileLineNumber() > 0);
        Assert.Equal("Lines.cs", Path.GetFileName(frame.GetFileName()));
        Assert.Contains(" " + frame.GetFileLineNumber(), exception.Message, StringComparison.Ordinal);
    }
}
