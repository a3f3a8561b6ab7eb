using System.Diagnostics;

namespace ObjectFs.RealTools.Tests;

public sealed class HammerTests(Mount mount)
{
    private const int Rounds = 2000;

    [Fact]
    public void What_the_program_set_is_read_by_the_next_open_of_another_thread()
    {
        var thing = new Thing("hammer");
        var path = $"{mount.Path}/Thing/hammer/Number";
        using var set = new SemaphoreSlim(0);
        using var read = new SemaphoreSlim(0);
        var wrong = new List<string>();
        var reader = new Thread(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                set.Wait();
                var seen = File.ReadAllText(path);
                if (seen != $"{i}\n")
                    wrong.Add($"{seen} instead of {i}");
                read.Release();
            }
        });
        reader.Start();
        for (var i = 0; i < Rounds; i++)
        {
            thing.Number = i;
            set.Release();
            read.Wait(TestContext.Current.CancellationToken);
        }

        reader.Join();
        Assert.Empty(wrong);
    }

    [Fact]
    public void What_the_program_set_is_read_by_another_process_and_stat_follows()
    {
        var thing = new Thing("hammer-process");
        var start = new ProcessStartInfo(Tool.Find("bash"), ["-c", "while read -r _; do read -r x < $F; echo $x; done"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["F"] = $"{mount.Path}/Thing/hammer-process/Number";
        using var process = Process.Start(start)!;
        try
        {
            for (var i = 1; i < 500; i++)
            {
                thing.Number = i * i * i;
                process.StandardInput.WriteLine("go");
                Assert.Equal($"{thing.Number}", process.StandardOutput.ReadLine());
                var size = $"{thing.Number}\n".Length;
                Assert.True(SpinWait.SpinUntil(() => new FileInfo(start.Environment["F"]!).Length == size, Tool.Patience), "stat never saw the new size");
            }
        }
        finally
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(Tool.Patience))
                process.Kill();
        }
    }

    [Fact]
    public void Twenty_readers_and_writers_go_on_while_objects_are_born_renamed_and_collected()
    {
        var root = $"{mount.Path}/Named";
        var hammers = Enumerable.Range(0, 20).Select(n => new Hammer(root, n)).ToList();
        var threads = hammers.ConvertAll(static hammer => new Thread(hammer.Run));
        threads.ForEach(static thread => thread.Start());
        var shell = Tool.Run("for i in {1..30}; do ls -lR $R > /dev/null; cat $R/n*/Value; done", variables: [("R", root)]);
        threads.ForEach(static thread => thread.Join());
        Assert.All(hammers, static hammer => Assert.Empty(hammer.Surprises));
        Assert.All(hammers, static hammer => Assert.Equal(Hammer.Rounds, hammer.OwnRounds));
        Assert.All(hammers, static hammer => Assert.InRange(hammer.OthersRead, 1, int.MaxValue));
        Assert.All(hammers, static hammer => Assert.InRange(hammer.OthersWritten, 1, int.MaxValue));
        Assert.All(
            shell.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            static line => Assert.True(line.EndsWith(": No such file or directory", StringComparison.Ordinal) || line.EndsWith(": Stale file handle", StringComparison.Ordinal), line));
        Assert.NotEqual("", shell.Output);
        Assert.All(shell.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.True(line is "0" or "3", line));
        var last = new Named("the-last");
        Assert.Equal("the-last\n", File.ReadAllText($"{root}/the-last/Name"));
        GC.KeepAlive(last);
    }
}
