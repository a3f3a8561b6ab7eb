namespace ObjectFs.RealTools.Tests;

/// <summary>What common programs make of all instances of a type at once. $T is the type's directory, $D an empty directory on a disk.</summary>
public sealed class TableTests(Mount mount)
{
    /// <summary>Programs, script, what it prints. There are three pieces: a, "b,c" and "d/e".</summary>
    public static TheoryData<string, string, string> Scripts => new()
    {
        { "cat", "cat $T/.csv", "Key,Weight,Color\r\na,1,\r\n\"b,c\",2,red\r\nd/e,2,\"say \"\"hi\"\"\"\r\n" },
        { "cat", "cat $T/.count; wc -l < $T/.json; stat -c %s $T/.csv", "3\n5\n0\n" },
        { "jq", "jq -r '.[] | select(.Weight == 2) | .Key' $T/.json; jq '.properties.Weight.maximum' $T/.schema", "b,c\nd/e\n10\n" },
        { "python3", "python3 -c 'import csv, sys; print(list(csv.reader(open(sys.argv[1], newline=\"\"))))' $T/.csv",
            "[['Key', 'Weight', 'Color'], ['a', '1', ''], ['b,c', '2', 'red'], ['d/e', '2', 'say \"hi\"']]\n" },
        { "python3", "python3 -c 'import json, sys; print(sum(each[\"Weight\"] for each in json.load(open(sys.argv[1]))))' $T/.json", "5\n" },
        { "ls", "ls $T/.by; ls $T/.by/Weight/2; readlink $T/.by/Weight/2/b,c; cat $T/.by/Weight/2/*/Key; ls -A $T | head -5 | tr '\\n' ' '", "Color\nKey\nWeight\nb,c\nd%2Fe\n../../../b,c\nb,c\nd/e\n.by .count .csv .json .schema " },
        { "ls", "ls $T/.by/Weight/9 2>&1 | grep -o 'No such file'; ls $T/.by/Color", "No such file\nred\nsay %22hi%22\n" },
        { "find", "find $T/.by -type l | wc -l; find $T/.by -ls > /dev/null && echo ended; find -L $T/.by/Key -maxdepth 3 -name Weight | wc -l", "8\nended\n3\n" },
        { "tar", "tar c -C $T .by .csv .schema | tar x -C $D && ls $D/.by/Weight/2; tar tf <(tar c -C $T .) > /dev/null && echo ended", "b,c\nd%2Fe\nended\n" },
        { "cp", "cp -r $T/.by $D/by && diff -r --no-dereference $T/.by $D/by && echo same; cp $T/.csv $D/csv && cmp $D/csv $T/.csv && echo same", "same\nsame\n" },
        { "grep", "grep -r zzz $T; echo $?; grep -c red $T/.csv", "1\n1\n" },
        { "du", "du -a $T/.by > /dev/null && echo ended", "ended\n" },
        { "bash", "(echo '[]' > $T/.json) 2>&1 | grep -o 'Permission denied'; mkdir $T/.by/Weight/7 2>&1 | grep -o 'Operation not permitted'; rm -rf $T/.by 2> /dev/null || ls $T/.by | wc -l",
            "Permission denied\nOperation not permitted\n3\n" },
        { "head", "head -1 $T/.csv; tail -1 $T/.csv; sort $T/.csv | wc -l; sed -n 2p $T/.csv | cut -d, -f2", "Key,Weight,Color\r\nd/e,2,\"say \"\"hi\"\"\"\r\n4\n1\n" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_program_reads_tables_as_it_reads_files(string program, string script, string expected)
    {
        Tool.Find(program);
        Piece[] pieces = [new("a") { Weight = 1 }, new("b,c") { Color = "red" }, new("d/e") { Color = "say \"hi\"" }];
        var scratch = Directory.CreateDirectory(Places.New());
        try
        {
            var outcome = Tool.Run(script, variables: [("T", $"{mount.Path}/Piece"), ("D", scratch.FullName)]);
            Assert.True(expected == outcome.Output, $"{script}\nprinted:\n{outcome.Output}\ninstead of:\n{expected}\nand said:\n{outcome.Error}");
        }
        finally
        {
            // the next script finds its own pieces alone
            Array.ForEach(pieces, static piece => ObjectRegistry.Default.Remove(piece));
            Tool.Run($"chmod -R u+w {scratch.FullName}; rm -rf {scratch.FullName}");
        }
    }
}
