namespace ObjectFs.RealTools.Tests;

/// <summary>What common programs do to members, each a line of a table. $T is the directory of a new object, $D an empty directory on a disk.</summary>
public sealed class ToolTests(Mount mount)
{
    private static int _keys;

    /// <summary>Programs, script, what it prints. What comes a moment after a close is asked for again, until the script is ended for taking too long.</summary>
    public static TheoryData<string, string, string> Scripts => new()
    {
        { "cat", "cat $T/Number $T/Text", "42\nhello\n" },
        { "bash", "echo 7 > $T/Number; cat $T/Number", "7\n" },
        { "dash", "dash -c 'echo 8 > $T/Number; read x < $T/Number; echo $x'", "8\n" },
        { "bash", "echo 9 >> $T/Number; cat $T/Number", "9\n" },
        { "dash", "dash -c 'echo 10 >> $T/Number'; cat $T/Number", "10\n" },
        { "echo", "/bin/echo 11 > $T/Number; cat $T/Number", "11\n" },
        { "printf", "printf 12 > $T/Number; cat $T/Number; printf 'no newline' > $T/Text; cat $T/Text", "12\nno newline\n" },
        { "bash", "echo abc > $T/Number; echo $?; cat $T/Number", "1\n42\n" },
        { "bash", "(echo abc > $T/Number) 2>&1 | sed 's/.*echo: //'", "write error: Invalid argument\n" },
        { "bash", "echo abc > $T/Number 2> /dev/null; grep -c \"^[^ ]* uid $(id -u) pid $$ .*/Number EINVAL$\" $T/.error", "1\n" },
        { "dash", "dash -c 'echo abc > $T/Number' 2>/dev/null || echo refused; cat $T/Number", "refused\n42\n" },
        { "cat", "echo abc > $D/x; cat $D/x > $T/Number 2>/dev/null || echo refused", "refused\n" },
        { "tee", "echo 13 | tee $T/Number; cat $T/Number", "13\n13\n" },
        { "tee", "echo abc | tee $T/Number > /dev/null 2>&1 || echo refused", "refused\n" },
        { "bash", ": > $T/Number; cat $T/Number; : > $T/Text; cat $T/Text", "42\nhello\n" },
        { "bash", "echo x > $T/Nothing; cat $T/Nothing; echo > $T/Nothing; wc -c < $T/Nothing", "x\n1\n" },
        { "bash", "echo x > $T/Nothing; : > $T/Nothing; while [ -s $T/Nothing ]; do :; done; wc -c < $T/Nothing", "0\n" },
        { "bash", "echo x > $T/Key; echo $?", "1\n" },
        { "bash", "[ -w $T/Number ] && [ ! -w $T/Key ] && [ -s $T/Number ] && [ ! -s $T/Nothing ] && echo yes", "yes\n" },
        { "dd", "dd if=$T/Bytes bs=777 status=none | cmp - $T/Bytes && echo same", "same\n" },
        { "dd", "printf 99 | dd of=$T/Number status=none; cat $T/Number", "99\n" },
        { "dd", "printf 98 | dd of=$T/Number conv=notrunc status=none; cat $T/Number", "98\n" },
        { "dd", "printf abc | dd of=$T/Bytes bs=1 seek=10 conv=notrunc status=none; tail -c +11 $T/Bytes | head -c 3; stat -c %s $T/Bytes", "abc100000\n" },
        { "cp", "echo from a file > $D/x; cp $D/x $T/Text; cat $T/Text", "from a file\n" },
        { "cp", "head -c 300001 /dev/urandom > $D/x; cp $D/x $T/Bytes; cmp $D/x $T/Bytes && echo same", "same\n" },
        { "cp", "head -c 300000 /dev/zero | tr '\\0' x > $D/x; cp $D/x $T/Text; head -c -1 $T/Text | cmp - $D/x && echo same", "same\n" },
        { "cp", "cp $T/Bytes $D/y; cmp $D/y $T/Bytes && echo same; cp -a $T/Text $D/z; cat $D/z", "same\nhello\n" },
        { "cp", "cp -r $T $D/copy && diff -r --no-dereference -x .error $T $D/copy > /dev/null; echo $?; cat $D/copy/Inner/Value", "0\n1.5\n" },
        { "tar", "tar c -C $T . | tar x -C $D && diff -r --no-dereference -x .json $T $D && echo same; stat -c %s $D/Bytes; cat $D/Dictionary/one", "same\n100000\n1\n" },
        { "grep", "grep -r hello $T --include=Text | wc -l; grep -c . $T/Text; grep -l 42 $T/Number > /dev/null && echo found", "1\n1\nfound\n" },
        { "find", "find $T -ls > $D/list && grep -c '/Inner$' $D/list > /dev/null && find $T -type l | wc -l; find $T -name 'a%2Fb' -type f | wc -l", "1\n1\n" },
        { "find", "find $T -size -1k -name Nothing | wc -l; find $T -newermt 2000-01-01 -name Number | wc -l; find $T -perm 644 -name Number | wc -l", "1\n1\n1\n" },
        { "wc", "[ $(wc -c < $T/Text) = $(stat -c %s $T/Text) ] && wc -l < $T/Text", "1\n" },
        { "tail", "tail -c 4 $T/Text; head -c 2 $T/Text; echo; sed -n 1p $T/Text; head -n 1 $T/Number", "llo\nhe\nhello\n42\n" },
        { "md5sum", "[ \"$(md5sum < $T/Bytes)\" = \"$(cat $T/Bytes | md5sum)\" ] && echo same", "same\n" },
        { "du", "du -sb $T > /dev/null && du -a $T | wc -l | grep -q '^[0-9]' && echo ok", "ok\n" },
        { "ls", "ls -lR $T > $D/list && grep -c 'Number$' $D/list; ls $T | head -3; ls -l $T/Key | cut -c1-10", "1\nBytes\nDictionary\nInner\n-r--r--r--\n" },
        { "ls", "ls -lL $T/Self/Number | cut -c1-10; ls -id $T $T/Self/. | cut -d' ' -f1 | uniq | wc -l", "-rw-r--r--\n1\n" },
        { "stat", "stat -c '%F %a' $T/Number $T $T/Self; stat -f -c %l $T", "regular file 644\ndirectory 755\nsymbolic link 777\n255\n" },
        { "ln", "ln -sfn $(readlink $T/Self) $T/Other && [ $T/Other -ef $T ] && cat $T/Other/Number", "42\n" },
        { "ln", "ln -sfn /nowhere $T/Other 2> /dev/null || echo refused; ls -A $T | grep -c '^C'", "refused\n0\n" },
        { "getfattr", "echo abc > $T/Number 2>/dev/null; getfattr --absolute-names --only-values -n user.objectfs.error $T/Number | grep -o \"'abc' is not\"", "'abc' is not\n" },
        { "getfattr", "getfattr -R -d $T > /dev/null 2>&1; echo $?", "0\n" },
        { "cat", "echo abc > $T/Number 2>/dev/null; cat $T/.error | head -1 | grep -o 'Number EINVAL'", "Number EINVAL\n" },
        { "mkdir", "mkdir $T/new 2>&1 | grep -o 'Operation not permitted'; touch $T/../new 2>&1 | grep -o 'Operation not permitted'; rm $T/Number 2>&1 | grep -o 'Operation not permitted'",
            "Operation not permitted\nOperation not permitted\nOperation not permitted\n" },
        { "touch", "touch $T/Number && cat $T/Number; truncate -s 0 $T/Number && cat $T/Number", "42\n42\n" },
        { "bash", "echo c > $T/List/+; ls $T/List | tr '\\n' ' '; cat $T/List/2; for i in d e; do echo $i; done > $T/List/+; cat $T/List/4; cat $T/List/*", "0 1 2 c\ne\na\nb\nc\nd\ne\n" },
        { "rm", "rm $T/List/0; cat $T/List/*; rm -f $T/List/0; ls $T/List | wc -l; rm $T/List/+ 2>&1 | grep -o 'Operation not permitted'", "b\n0\nOperation not permitted\n" },
        { "bash", "(echo many > $T/Numbers/+) 2>&1 | sed 's/.*echo: //'; ls $T/Numbers; grep -o \"'many' is not\" $T/.error", "write error: Invalid argument\n'many' is not\n" },
        { "bash", "echo 5 > $T/Dictionary/two; cat $T/Dictionary/two; rm $T/Dictionary/one; ls $T/Dictionary", "5\na%2Fb\ntwo\n" },
        { "bash", "(echo many > $T/Dictionary/two) 2>&1 | sed 's/.*echo: //'; ls $T/Dictionary", "write error: Invalid argument\na%2Fb\none\n" },
        { "mv", "mv $T/Dictionary/one $T/Dictionary/uno; ls $T/Dictionary; cat $T/Dictionary/uno; echo 4 > $T/Dictionary/two; mv $T/Dictionary/two $T/Dictionary/uno; cat $T/Dictionary/*", "a%2Fb\nuno\n1\n2\n4\n" },
        { "cp", "echo 7 > $D/x; cp $D/x $T/Dictionary/seven; cat $T/Dictionary/seven; cp $T/Dictionary/one $T/Dictionary/eins; cat $T/Dictionary/eins; echo 8 | tee $T/Dictionary/eight", "7\n1\n8\n" },
        { "touch", "touch $T/Tags/blue $T/Tags/a%3Ab; ls $T/Tags; cat $T/Tags/blue; touch $T/Tags/red && rm $T/Tags/red; ls $T/Tags", "a%3Ab\nblue\nred\nblue\na%3Ab\nblue\n" },
        { "touch", "touch $T/Dictionary/new; until ls $T/Dictionary | grep -qx new; do :; done; cat $T/Dictionary/new", "0\n" },
        { "mkdir", "mkdir $T/List/2 2>&1 | grep -o 'Operation not permitted'; touch $T/Sizes/2 2>&1 | grep -o 'Operation not permitted'; rm -f $T/Sizes/0 2>&1 | grep -o 'Operation not permitted'; cat $T/Sizes/*",
            "Operation not permitted\nOperation not permitted\nOperation not permitted\n1\n2\n" },
        { "mkdir", "cd $T/../../Pet && mkdir rex && cat rex/Name && mv rex max && cat max/Name && echo 3 > max/Age && cat max/Age && rmdir max && ls", "rex\nmax\n3\n" },
        { "mkdir", "cd $T/../../Pet && mkdir rex && mkdir rex 2>&1 | grep -o 'File exists'; mkdir '' 2> /dev/null; rm -r rex 2> /dev/null; ls -d rex; rmdir rex; rmdir $T 2>&1 | grep -o 'Operation not permitted'",
            "File exists\nrex\nOperation not permitted\n" },
        { "getfattr", "cd $T/../../Pet && mkdir bad 2> /dev/null; getfattr --absolute-names --only-values -n user.objectfs.error . | grep -o 'no pet is bad'", "no pet is bad\n" },
        { "diff", "diff $T/Number $T/Self/Number && echo same; diff -r $T/Inner $T/Self/Inner && echo same", "same\nsame\n" },
        { "cat", "cat $T/.json > $D/x; cat $D/x > $T/.json && cat $T/.json | cmp - $D/x && echo same; cp $D/x $T/.json && echo copied", "same\ncopied\n" },
        { "bash", "echo '{\"Number\": 5, \"Text\": \"new\", \"Inner\": {\"Value\": 2.5}}' > $T/.json; cat $T/Number $T/Text $T/Inner/Value", "5\nnew\n2.5\n" },
        { "bash", "(echo '{\"Number\": 5, \"Text\": 7}' > $T/.json) 2>&1 | sed 's/.*echo: //'; cat $T/Number; grep -o 'Text: 7 is not a text in quotes' $T/.error",
            "write error: Invalid argument\n42\nText: 7 is not a text in quotes\n" },
        { "dash", "dash -c 'echo \"{\\\"Number\\\": 6}\" > $T/.json'; cat $T/Number", "6\n" },
        { "bash", "(echo '{\"$if\": {\"Number\": 41}, \"Number\": 5}' > $T/.json) 2>&1 | sed 's/.*echo: //'; cat $T/Number", "write error: Stale file handle\n42\n" },
        { "jq", "jq '.Number = 7 | .Inner.Value = 3' $T/.json > $D/x && cat $D/x > $T/.json; cat $T/Number $T/Inner/Value; jq -r .Key $T/.json | cut -c1", "7\n3\nk\n" },
        { "python3", "python3 -c 'import json, sys; p = sys.argv[1]; o = json.load(open(p)); o[\"Text\"] = \"from python\"; json.dump(o, open(p, \"w\"))' $T/.json; cat $T/Text", "from python\n" },
        { "sed", "sed s/l/L/g < $T/Text; sort $T/Text | uniq; awk '{print $1}' $T/Number; cut -c1 $T/Text; xargs echo < $T/Number", "heLLo\nhello\n42\nh\n42\n" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_program_does_to_a_member_what_it_does_to_a_file(string program, string script, string expected)
    {
        Tool.Find(program == "printf" ? "bash" : program);
        var thing = new Thing($"k{Interlocked.Increment(ref _keys)}");
        var scratch = Directory.CreateDirectory(Places.New());
        try
        {
            var outcome = Tool.Run(script, variables: [("T", $"{mount.Path}/Thing/{thing.Key}"), ("D", scratch.FullName)]);
            Assert.True(expected == outcome.Output, $"{script}\nprinted:\n{outcome.Output}\ninstead of:\n{expected}\nand said:\n{outcome.Error}");
        }
        finally
        {
            // what cp copied is read-only, as what it was copied from
            Tool.Run($"chmod -R u+w {scratch.FullName}; rm -rf {scratch.FullName}");
        }

        GC.KeepAlive(thing);
    }
}
