namespace ObjectFs.RealTools.Tests;

/// <summary>
/// A program whose thread pool is at a standstill is the very one to be looked at. Each line of the table is what one does with it; $T is its tree. What goes wrong only where two threads meet is done
/// many times.
/// </summary>
public sealed class StarvationTests(StarvedProgram program) : IClassFixture<StarvedProgram>
{
    private const string Each = "for i in {1..100}; do";

    /// <summary>What is done, how, and what it prints.</summary>
    public static TheoryData<string, string, string> Deeds => new()
    {
        { "list the root", "ls $T", "Cog\nWorker\n" },
        { "list what is named and shown by code", $"{Each} ls $T/Worker; done | sort | uniq -c | tr -s ' '", " 100 w1\n 100 w2\n" },
        { "list it by several at once", "seq 200 | xargs -P 8 -I{} ls $T/Worker | sort | uniq -c | tr -s ' '", " 200 w1\n 200 w2\n" },
        { "stat what is named by code", $"{Each} stat -c %F $T/Worker/w2; done | uniq -c | tr -s ' '", " 100 directory\n" },
        { "look for what is not there", $"{Each} [ -e $T/Worker/w3 ] || echo no; done | uniq -c | tr -s ' '", " 100 no\n" },
        { "list many", "ls $T/Cog | wc -l", "2000\n" },
        { "read a value", "cat $T/Worker/w2/Speed", "10\n" },
        { "read a computed value", "for i in {1..300}; do cat $T/Worker/w2/Load; done | wc -l", "300\n" },
        { "read a computed value by several at once", "seq 400 | xargs -P 8 -I{} cat $T/Worker/w2/Limit | uniq -c | tr -s ' '", " 400 0\n" },
        { "stat a computed value", $"{Each} stat -c %s $T/Worker/w2/Limit; done | wc -l", "100\n" },
        { "read one that hangs", "cat $T/Worker/w2/Hanging 2>&1 | grep -o 'timed out'", "timed out\n" },
        { "read all", "grep -rs . $T/Worker/w2/ --exclude=Hanging > /dev/null; echo $?", "0\n" },
        { "write a value", $"{Each} echo $i > $T/Worker/w1/Speed; done; cat $T/Worker/w1/Speed", "100\n" },
        { "write through a setter", $"{Each} echo $i > $T/Worker/w1/Limit; done; cat $T/Worker/w1/Limit", "100\n" },
        { "write by several at once", "exec 3> $T/Worker/w1/Limit; seq 200 | xargs -P 8 -I{} bash -c 'echo 5 >&3'; cat $T/Worker/w1/Limit", "5\n" },
        { "be refused", "echo x > $T/Worker/w1/Limit; cat $T/Worker/w1/.error | grep -c Limit", "2\n" },
        { "write bytes", "printf abcd > $T/Worker/w1/Bytes; cat $T/Worker/w1/Bytes", "abcd" },
        { "read the JSON of an object", $"{Each} cat $T/Worker/w2/.json; done | grep -o '\"Team\":\"red\"' | wc -l", "100\n" },
        { "write the JSON of an object", $"{Each} echo '{{\"Speed\": '$i', \"Limit\": '$i'}}' > $T/Worker/w1/.json; done; cat $T/Worker/w1/Speed", "100\n" },
        { "read the text and the type", "cat $T/Worker/w2/.text; grep -c Speed $T/Worker/w2/.type", "Worker\n1\n" },
        { "follow a reference", $"{Each} readlink $T/Worker/w1/Friend; done | uniq -c | tr -s ' '", " 100 ../../Worker/w2\n" },
        { "read a list, a sequence and a task", "cat $T/Worker/w2/{Tags/0,Numbers,Job/result}", "a\n1\n2\n3\n7\n" },
        { "change a list", $"{Each} echo x > $T/Worker/w1/Tags/+; rm $T/Worker/w1/Tags/2; done; ls $T/Worker/w1/Tags", "0\n1\n" },
        { "change a dictionary", "echo 5 > $T/Worker/w1/Tools/saw; mv $T/Worker/w1/Tools/saw $T/Worker/w1/Tools/axe; cat $T/Worker/w1/Tools/axe; rm $T/Worker/w1/Tools/axe; ls $T/Worker/w1/Tools", "5\nhammer\n" },
        { "read the table as JSON", "for i in {1..20}; do cat $T/Worker/.json; done | grep -o '\"Team\":\"red\"' | wc -l", "40\n" },
        { "read the table as CSV", "for i in {1..20}; do cat $T/Worker/.csv; done | grep -c ,red,", "40\n" },
        { "read a long table", "cat $T/Cog/.json | grep -c Twice; cat $T/Cog/.csv | wc -l", "2000\n2001\n" },
        { "count", $"{Each} cat $T/Worker/.count; done | uniq -c | tr -s ' '", " 100 2\n" },
        { "read the schema", "grep -c Speed $T/Worker/.schema", "2\n" },
        { "find by value", $"{Each} ls $T/Worker/.by/Team/red; done | sort | uniq -c | tr -s ' '", " 100 w1\n 100 w2\n" },
        { "find by a computed value", "for i in {1..10}; do ls $T/Cog/.by/Twice/ | wc -l; done | uniq -c | tr -s ' '", " 10 2000\n" },
        { "read why a member was refused", "echo x > $T/Worker/w1/Limit; python3 -c 'import os, sys; print(len(os.getxattr(sys.argv[1], \"user.objectfs.error\")) > 0)' $T/Worker/w1/Limit", "True\n" },
        { "call a method", "for i in {1..20}; do $T/Worker/w1/Add $i --b 2; done | tail -n 1", "22\n" },
        { "call a method by its channel", $"for i in {{1..50}}; do exec 3<> $T/Worker/w1/.Add/call; echo $i >&3; cat <&3; done | tail -n 1", "51\n" },
        { "call a method by several at once", "seq 100 | xargs -P 40 -I{} bash -c \"exec 3<> $T/Worker/w1/.Add/call; echo {} >&3; cat <&3\" | sort -n | tail -n 1", "101\n" },
        { "call a method by writing", "echo 5 > $T/Worker/w1/Add && cat $T/Worker/w1/.Add/result", "6\n" },
        { "call a method wrongly", "$T/Worker/w1/Add x > /dev/null 2>&1; echo $?", "1\n" },
        { "read the help of a method", "$T/Worker/w1/Add --help | head -n 1 | cut -d' ' -f1", "usage:\n" },
        { "read the code of a method", "cat $T/Worker/w1/.Add/code | wc -l | grep -q '[1-9]'; echo $?", "0\n" },
        { "call a method in a context", "mkdir $T/Worker/w1/.Add/mine; echo 5 > $T/Worker/w1/.Add/mine/call; cat $T/Worker/w1/.Add/mine/result; rmdir $T/Worker/w1/.Add/mine", "6\n" },
        { "call a method whose task somebody ends", "for i in {1..20}; do $T/Worker/w1/AddLater $i; done | tail -n 1", "21\n" },
        { "give a call up", "timeout 1 $T/Worker/w1/Wait; echo $?; timeout 1 $T/Worker/w1/Wait; echo $?", "124\n124\n" },
        { "watch a value", "exec 3< $T/Worker/w1/.watch/Speed; for i in {1001..1100}; do echo $i > $T/Worker/w1/Speed; head -c 5 <&3; done | tail -n 1", "1100\n" },
        { "watch a computed value", "timeout 20 head -n 3 $T/Worker/w2/.watch/Ticks | wc -l", "3\n" },
        { "watch an event", "exec 3< $T/Worker/w1/.watch/Rang; for i in {1..20}; do echo $i > $T/Worker/w1/Bell; read -u 3 x; echo $x; done | grep -o 'value.*' | tail -n 1", "value\":20}\n" },
        { "watch a channel", "exec 3< $T/Worker/w1/.watch/Inbox; for i in {1..5}; do echo $i > $T/Worker/w1/Letter; read -u 3 x; echo $x; done | grep -o 'value.*' | tail -n 1", "value\":5}\n" },
        { "watch everything", "exec 3< $T/Worker/w1/.watch/all; echo 4711 > $T/Worker/w1/Speed; grep -m 1 -o 'Speed\",\"value\":4711' <&3", "Speed\",\"value\":4711\n" },
        { "stop watching", "timeout 1 cat $T/Worker/w2/.watch/Speed; echo $?", "124\n" },
        { "read what the tree tells of itself", "cat $T/.objectfs/{version,pid,log,audit,stats/*/Operations} > /dev/null; echo $?", "0\n" },
        { "change several objects at once", "t=$T/.objectfs/tx/fix; mkdir $t; echo 70 > $t/Worker/w1/Speed; echo 80 > $t/Worker/w2/Limit; echo commit > $t/ctl; rmdir $t; cat $T/Worker/w1/Speed $T/Worker/w2/Limit; echo 0 > $T/Worker/w2/Limit", "70\n80\n" },
        { "take a snapshot", "s=$T/.objectfs/snap/now; mkdir $s; cat $s/Worker/w2/Team; rmdir $s", "red\n" },
        { "make an object, rename it and remove it", "for i in {1..20}; do mkdir $T/Worker/new; mv $T/Worker/new $T/Worker/old; cat $T/Worker/old/Team; rmdir $T/Worker/old; done | uniq -c | tr -s ' '", " 20 red\n" },
    };

    [Theory]
    [MemberData(nameof(Deeds))]
    public void A_mounted_program_that_starves_its_pool_lets_one(string deed, string script, string expected) => Do(deed, program.Fuse, script, expected);

    [Theory]
    [MemberData(nameof(Deeds))]
    public void A_program_served_over_9P_that_starves_its_pool_lets_one(string deed, string script, string expected) => Do(deed, program.NineP, script, expected);

    private static void Do(string deed, string tree, string script, string expected)
    {
        var outcome = Tool.Run(script, variables: [("T", tree)]);
        Assert.True(expected == outcome.Output, $"{deed}: {script}\nprinted:\n{outcome.Output}\ninstead of:\n{expected}\nand said:\n{outcome.Error}");
    }
}
