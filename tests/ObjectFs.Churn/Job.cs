using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ObjectFs.Churn;

/// <summary>A step done over and over on a thread of its own. A step that met what had gone is counted apart; whatever else it throws is a surprise.</summary>
internal sealed class Job(string name, Action<Random> step, Random random)
{
    private const int MostSurprises = 10;
    private const int Invalid = 22;
    private const int Stale = 116;

    private readonly List<string> _surprises = [];
    private Thread? _thread;
    private volatile bool _stops;

    /// <summary>What nobody expected; the first few. To be read once it has stopped.</summary>
    public IReadOnlyList<string> Surprises => _surprises;

    public long Done { get; private set; }

    public long Gone { get; private set; }

    public void Start()
    {
        _thread = new Thread(Run);
        _thread.Start();
    }

    public void Stop()
    {
        _stops = true;
        _thread!.Join();
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{name,-15} done {Done,10}  gone meanwhile {Gone,10}  surprises {_surprises.Count}");

    /// <summary>What was read must look so.</summary>
    public static void Expect(string content, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        if (!Regex.IsMatch(content, pattern))
            throw new UnreachableException($"'{content}' is not {pattern}");
    }

    /// <summary>What must be refused with EINVAL.</summary>
    public static void Refuses(Action write)
    {
        try
        {
            write();
        }
        catch (IOException exception) when (exception.HResult == Invalid)
        {
            return;
        }

        throw new UnreachableException("it should have been refused with EINVAL");
    }

    private void Run()
    {
        while (!_stops)
        {
            try
            {
                step(random);
                Done++;
            }
            catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException || exception.HResult == Stale)
            {
                // ENOENT, ESTALE: it was renamed or collected in between
                Gone++;
            }
            catch (Exception surprise)
            {
                // whatever it is, it is told at the end
                if (_surprises.Count < MostSurprises)
                    _surprises.Add(surprise.ToString());
            }
        }
    }
}
