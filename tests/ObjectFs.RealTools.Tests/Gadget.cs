using System.ComponentModel.DataAnnotations;

namespace ObjectFs.RealTools.Tests;

[Export(Name = "{Key}")]
public class Gadget(string key)
{
    public string Key { get; } = key;

    public int Number { get; private set; }

    public int Calls { get; private set; }

    [NotExported]
    public ManualResetEventSlim Begun { get; } = new();

    [NotExported]
    public ManualResetEventSlim Cancelled { get; } = new();

    [Export]
    public static int Twice(int number) => 2 * number;

    [Export]
    public int Add([Range(0, 100)] int left, int right = 5)
    {
        Calls++;
        return left + right;
    }

    [Export]
    public string Echo(string text)
    {
        Calls++;
        return text;
    }

    [Export]
    public void Keep(int number) => Number = number;

    [Export]
    public void Reset() => Calls++;

    [Export]
    public void Fail(string why) => throw new InvalidOperationException(why);

    [Export]
    public void GiveUp()
    {
        Calls++;
        throw new OperationCanceledException("not today");
    }

    [Export]
    public async IAsyncEnumerable<int> Count(int end)
    {
        Calls++;
        for (var i = 0; i != end; i++)
        {
            await Task.Yield();
            yield return i;
            if (i == 1 && end < 0)
                throw new InvalidOperationException("enough");
        }
    }

    [Export]
    public async Task Wait(CancellationToken cancellationToken)
    {
        Begun.Set();
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Cancelled.Set();
        }
    }
}
