using ObjectFs.Tests.Shared;

namespace ObjectFs.RealTools.Tests;

/// <summary>The examples, run as processes and browsed.</summary>
public sealed class ExampleTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public void A_signal_unmounts(string signal)
    {
        FuseDevice.Need();
        var at = Places.New();
        using var hello = new Child("examples/Hello", [at]);
        hello.Await("Ctrl-C");
        Assert.Equal("100\n", Tool.Run($"cat {at}/Player/alice/Health").Output);
        hello.Signal(signal);
        hello.AwaitEnd();
        Assert.False(Places.IsMounted(at));
        Assert.False(Directory.Exists(at));
    }

    [Fact]
    public void Hello_says_what_works()
    {
        FuseDevice.Need();
        var at = Places.New();
        using var hello = new Child("examples/Hello", [at]);
        hello.Await("Ctrl-C");
        var outcome = Tool.Run("""
            ls $M/Player; echo 42 > $M/Player/alice/Health; cat $M/Player/alice/Health; echo 101 > $M/Player/alice/Health || cat $M/Player/alice/.error | sed -n 2p
            cat $M/Player/bob/Friend/Login; cat $M/Player/alice/Bag/0; grep -o '"Health":80' $M/Player/bob/.json
            """, variables: [("M", at)]);
        Assert.StartsWith("alice\nbob\n42\nHealth: ", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("alice\nlamp\n\"Health\":80\n", outcome.Output, StringComparison.Ordinal);
        hello.Signal("TERM");
        hello.AwaitEnd();
    }

    [Fact]
    public void Motor_says_what_works()
    {
        FuseDevice.Need();
        var at = Places.New();
        using var motor = new Child("examples/Motor", [at]);
        motor.Await("Ctrl-C");
        var outcome = Tool.Run("""
            ls $M; ls $M/ElectricMotor; cat $M/ElectricMotor/M-1/.type | grep -o '^Speed .* rpm'; echo 9999 > $M/DieselMotor/M-2/Speed || cat $M/DieselMotor/M-2/.error | sed -n 2p | cut -d: -f1
            ln -sfn ../../DieselMotor/M-2 $M/Depot/north/Spare && cat $M/Depot/north/Spare/Serial; echo 1500.5 > $M/ElectricMotor/M-1/Limits/Lowest; cat $M/ElectricMotor/M-1/Limits/Lowest
            ls $M/ElectricMotor/M-1 | grep -c Password; echo forward > $M/DieselMotor/M-2/Direction; cat $M/DieselMotor/M-2/Direction
            """, variables: [("M", at)]);
        Assert.Equal(
            "Depot\nDieselMotor\nElectricMotor\nM-1\nM-3\nSpeed         double                      rw  rpm\nSpeed\nM-2\n1500.5\n0\nForward\n".Split('\n').Where(static line => !line.StartsWith("Speed  ", StringComparison.Ordinal)),
            outcome.Output.Split('\n').Where(static line => !line.StartsWith("Speed  ", StringComparison.Ordinal)));
        motor.Signal("INT");
        motor.AwaitEnd();
        Assert.False(Places.IsMounted(at));
    }

    [Fact]
    public void Its_attributes_are_the_data_dictionary_of_a_program()
    {
        FuseDevice.Need();
        Tool.Find("getfattr");
        var at = Places.New();
        using var motor = new Child("examples/Motor", [at]);
        motor.Await("Ctrl-C");
        var outcome = Tool.Run("""
            cd $M; ls Depot > /dev/null; before=$(cat DieselMotor/M-2/.json)
            getfattr -R -d -m - DieselMotor > /dev/null && getfattr -d DieselMotor/M-2 DieselMotor/M-2/Direction DieselMotor/M-2/Fuel DieselMotor/M-2/Limits/Lowest
            getfattr -R -d . | grep -c '^user.objectfs.doc='; test "$before" = "$(cat DieselMotor/M-2/.json)" && echo same
            setfattr -n user.objectfs.unit -v m DieselMotor/M-2/Fuel 2>&1 | grep -o 'Operation not permitted'; sed -n 2p DieselMotor/M-2/.error
            if cp --preserve=xattr DieselMotor/M-2/Fuel $M.copy 2> /dev/null; then cp --preserve=xattr $M.copy DieselMotor/M-2/Fuel; fi && echo copied; rm -f $M.copy
            """, variables: [("M", at)]);
        Assert.Equal("""
            # file: DieselMotor/M-2
            user.objectfs.doc="A motor that runs on what is in its tank."
            user.objectfs.type="DieselMotor"

            # file: DieselMotor/M-2/Direction
            user.objectfs.default="Stopped"
            user.objectfs.doc="Which way it turns."
            user.objectfs.type="Direction"
            user.objectfs.values="Stopped, Forward, Backward"

            # file: DieselMotor/M-2/Fuel
            user.objectfs.doc="What is left in the tank."
            user.objectfs.range="0..80"
            user.objectfs.type="double"
            user.objectfs.unit="l"

            # file: DieselMotor/M-2/Limits/Lowest
            user.objectfs.doc="No slower than this."
            user.objectfs.type="double"
            user.objectfs.unit="rpm"


            """.ReplaceLineEndings("\n"), outcome.Output[..(outcome.Output.LastIndexOf("\n\n", StringComparison.Ordinal) + 2)]);
        Assert.Matches("\n[1-9][0-9]+\nsame\nOperation not permitted\nFuel: user\\.objectfs\\.unit tells .*\ncopied\n$", outcome.Output);
        motor.Signal("INT");
        motor.AwaitEnd();
    }

    [Fact]
    public void Game_says_what_works()
    {
        FuseDevice.Need();
        var at = Places.New();
        using var game = new Child("examples/Game", [at]);
        game.Await("Ctrl-C");
        var outcome = Tool.Run("""
            cd $M/Player/bob; ./Heal 25; ./Heal --full; ./Heal --help | head -n 1; ./Hit lots 2>/dev/null || echo $?
            exec 3< .watch/Health; ./Hit 30; read -r seen <&3; echo "seen $seen"; exec 3<&-
            echo rope > Bag/+; cat Bag/1; mkdir ../carol && cat ../carol/Health; ls ..; rmdir ../carol; cat ../.count
            """, variables: [("M", at)]);
        Assert.Equal("65\n100\nusage: Heal [<by>] [--full]\n1\n70\nseen 70\nrope\n100\nalice\nbob\ncarol\n2\n", outcome.Output);
        game.Signal("INT");
        game.AwaitEnd();
        Assert.False(Places.IsMounted(at));
    }

    [Fact]
    public void An_unmount_from_outside_ends_the_program()
    {
        FuseDevice.Need();
        var at = Places.New();
        using var hello = new Child("examples/Hello", [at]);
        hello.Await("Ctrl-C");
        Assert.Equal(0, Tool.Run($"umount {at} || fusermount3 -u {at}").ExitCode);
        hello.AwaitEnd();
        Assert.Equal(0, hello.ExitCode);
    }

    [Fact]
    public void A_killed_program_leaves_no_hung_client_and_the_next_start_recovers()
    {
        FuseDevice.Need();
        var at = Places.New();
        using (var hello = new Child("examples/Hello", [at]))
        {
            hello.Await("Ctrl-C");
            var clients = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Tool.Run(
                "while cat $M/Player/alice/Health > /dev/null 2>&1 && echo 5 2>/dev/null > $M/Player/bob/Health && ls -lR $M > /dev/null 2>&1; do echo round; done; echo ended",
                variables: [("M", at)]))).ToList();

            // under load: each has been round a few times by the time a fifth has
            Assert.Equal(0, Tool.Run("for i in {1..20}; do ls -lR $M > /dev/null || exit 1; done", variables: [("M", at)]).ExitCode);
            hello.Kill();
            Assert.All(clients, client => Assert.EndsWith("ended\n", client.GetAwaiter().GetResult().Output, StringComparison.Ordinal));
        }

        Assert.True(Places.IsMounted(at));
        using (var again = new Child("examples/Hello", [at]))
        {
            again.Await("Ctrl-C");
            Assert.Equal("100\n", Tool.Run($"cat {at}/Player/alice/Health").Output);
            again.Signal("TERM");
            again.AwaitEnd();
        }

        Assert.False(Places.IsMounted(at));
        Tool.Run($"rmdir {at}");
    }
}
