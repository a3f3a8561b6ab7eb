namespace ObjectFs.RealTools.Tests;

/// <summary>What editors, and programs that write a file by replacing it, do to members: each a line of a table. $T is the directory of a new object, $D an empty directory on a disk.</summary>
public sealed class EditorTests(Mount mount)
{
    // makes no backups in /tmp unless told
    private const string Vim = "vim -Nu NONE -i NONE --cmd 'set backupskip= writebackup'";

    // keys are typed once the program shows what is in the file: what comes before it has taken over the terminal may be thrown away
    private const string Type = """
        python3 -c 'import os, pty, sys
        pid, fd = pty.fork()
        if pid == 0:
            os.environ["TERM"] = "vt100"
            os.execvp(sys.argv[2], sys.argv[2:])
        shown, keys = b"", sys.argv[1].encode().decode("unicode_escape").encode()
        while True:
            try: more = os.read(fd, 65536)
            except OSError: break
            if not more: break
            shown += more
            if keys and b"42" in shown:
                os.write(fd, keys)
                keys = b""
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))'
        """;

    private static int _keys;

    /// <summary>Program, script, what it prints.</summary>
    public static TheoryData<string, string, string> Scripts => new()
    {
        { "vim", $"{Vim} -es -c '%s/42/77/' -c wq $T/Number; echo $?; cat $T/Number", "0\n77\n" },
        { "vim", $"{Vim} -es --cmd 'set backupcopy=yes' -c '%s/42/77/' -c wq $T/Number; echo $?; cat $T/Number", "0\n77\n" },
        { "vim", $"{Vim} -es --cmd 'set backupcopy=no' -c '%s/42/77/' -c wq $T/Number; echo $?; cat $T/Number", "0\n77\n" },
        { "vim", $"{Vim} -es --cmd 'set backupcopy=auto' -c '%s/42/77/' -c wq $T/Number; echo $?; cat $T/Number", "0\n77\n" },
        { "vim", $"{Vim} -es --cmd 'set backup backupcopy=no backupdir=.' -c '%s/42/77/' -c wq $T/Number; cat $T/Number $T/Number~ && rm $T/Number~", "77\n42\n" },
        { "vim", $"{Vim} -es --cmd 'set backup backupcopy=yes backupdir=.' -c '%s/42/77/' -c wq $T/Number; cat $T/Number $T/Number~ && rm $T/Number~", "77\n42\n" },
        { "vim", $"{Vim} -es --cmd 'set backupcopy=no' -c '%s/42/abc/' -c wq $T/Number > /dev/null 2>&1; echo $?; cat $T/Number; getfattr --absolute-names --only-values -n user.objectfs.error $T/Number | grep -o \"'abc' is not\"", "1\n42\n'abc' is not\n" },
        { "vim", $"{Vim} -es --cmd 'set backupcopy=yes' -c '%s/42/abc/' -c wq $T/Number > /dev/null 2>&1; echo $?; cat $T/Number; grep -o \"'abc' is not\" $T/.error; cat $T/Number~ && rm $T/Number~", "1\n42\n'abc' is not\n42\n" },
        { "vim", $"{Vim} -es -c '%s/$/ world/' -c 'normal Gosecond line' -c wq $T/Text; cat $T/Text; {Vim} -es -c '%s/one/two/' -c wq $T/.json; cat $T/Inner/Value", "hello world\nsecond line\n1.5\n" },
        { "vim", $"{Vim} -es -c '%s/1.5/2.5/' -c wq $T/Inner/Value; cat $T/Inner/Value; {Vim} -es -c '%s/:42/:43/' -c wq $T/.json; cat $T/Number", "2.5\n43\n" },
        { "vim", $"{Type} ':%s/42/77/\\r:wq\\r' {Vim} $T/Number; echo $?; cat $T/Number", "0\n77\n" },
        { "vim", $"cd $T; {Type} ':%s/42/78/\\r:w\\r:%s/78/79/\\r:w\\r:q\\r' {Vim} Number; echo $?; cat $T/Number", "0\n79\n" },
        { "ex", "printf '%%s/42/77/\\nwq\\n' | ex -s $T/Number; cat $T/Number", "77\n" },
        { "nano", $"{Type} '\\x0b77\\r\\x7f\\x0f\\r\\x18' nano --ignorercfiles $T/Number; echo $?; cat $T/Number", "0\n77\n" },
        { "nano", $"{Type} '\\x0b77\\r\\x7f\\x0f\\r\\x18' nano --ignorercfiles --backup --locking $T/Number; echo $?; cat $T/Number $T/Number~ && rm $T/Number~", "0\n77\n42\n" },
        { "sed", "sed -i s/42/77/ $T/Number; echo $?; cat $T/Number; sed -i s/one/two/ $T/Text; cat $T/Text", "0\n77\nhello\n" },
        { "sed", "sed -i.bak s/42/77/ $T/Number; echo $?; cat $T/Number $T/Number.bak; sed -i.bak s/77/78/ $T/Number; cat $T/Number $T/Number.bak; rm $T/Number.bak", "0\n77\n42\n78\n77\n" },
        { "sed", "sed -i s/42/abc/ $T/Number 2>&1 | grep -o 'Invalid argument'; cat $T/Number; grep -o \"'abc' is not\" $T/.error", "Invalid argument\n42\n'abc' is not\n" },
        { "sed", "sed -i s/42/77/ $T/Key 2>/dev/null; echo $?; cat $T/Key | cut -c1", "4\ne\n" },
        { "sed", "cd $T/../../Workshop; sed -i s/42/77/ Sed; echo $?; cat Sed; sed -i s/77/x/ Sed 2>&1 | grep -o 'Invalid argument'; cat Sed; ls", "0\n77\nInvalid argument\n77\nRsync\nSed\nVim\n" },
        { "vim", $"cd $T/../../Workshop; {Vim} -es --cmd 'set backupcopy=no' -c '%s/42/77/' -c wq Vim; echo $?; cat Vim; ls", "0\n77\nRsync\nSed\nVim\n" },
        { "rsync", "cd $T/../../Workshop; echo 77 > $D/Rsync; rsync -I $D/Rsync .; echo $?; cat Rsync; ls", "0\n77\nRsync\nSed\nVim\n" },
        { "perl", "perl -i -pe s/42/77/ $T/Number; echo $?; cat $T/Number; perl -pi.orig -e s/77/78/ $T/Number; cat $T/Number $T/Number.orig; rm $T/Number.orig", "0\n77\n78\n77\n" },
        { "perl", "perl -i -pe s/42/abc/ $T/Number 2>&1 | grep -o 'Invalid argument'; cat $T/Number", "Invalid argument\n42\n" },
        { "cp", "echo 77 > $D/x; cp $D/x $T/Number && cp $T/Number $T/saved && cat $T/Number $T/saved; echo 78 > $T/saved; cp $T/saved $T/Number; cat $T/Number; rm $T/saved", "77\n77\n78\n" },
        { "cp", "echo 77 > $D/x; chmod 644 $D/x; cp -p $D/x $T/Number; echo $?; cat $T/Number; cp -p $D/x $T/tmp && [ $D/x -nt $T/tmp -o $T/tmp -nt $D/x ] || echo 'of one time'; rm $T/tmp", "0\n77\nof one time\n" },
        { "cp", "echo abc > $D/x; cp $D/x $T/Number 2>&1 | grep -o 'Invalid argument'; cat $T/Number", "Invalid argument\n42\n" },
        { "mv", "echo 77 > $T/tmp; mv $T/tmp $T/Number; echo $?; cat $T/Number; ls $T | grep -c tmp", "0\n77\n0\n" },
        { "mv", "echo abc > $T/tmp; mv $T/tmp $T/Number 2> /dev/null; echo $?; cat $T/Number $T/tmp; grep -o \"'abc' is not\" $T/.error; rm $T/tmp", "1\n42\nabc\n'abc' is not\n" },
        { "mv", "echo 7 > $T/tmp; mv $T/tmp $T/Dictionary/seven; cat $T/Dictionary/seven; echo 3.5 > $T/tmp; mv $T/tmp $T/Inner/Value; cat $T/Inner/Value; echo x > $D/x; mv $D/x $T/tmp; cat $T/tmp; mv $T/tmp $D/y; cat $D/y",
            "7\n3.5\nx\nx\n" },
        { "mv", "echo 77 > $D/x; mv $D/x $T/Number 2>&1 | grep -o 'Operation not permitted'; cat $T/Number $D/x; grep -o 'what is renamed onto it writes it' $T/.error", "Operation not permitted\n42\n77\nwhat is renamed onto it writes it\n" },
        { "rsync", "echo 77 > $D/Number; rsync -I $D/Number $T/; echo $?; cat $T/Number; echo 1234 > $D/Number; rsync -It $D/Number $T/Number; echo $?; cat $T/Number", "0\n77\n0\n1234\n" },
        { "rsync", "echo 1234 > $D/Number; rsync --inplace $D/Number $T/; echo $?; cat $T/Number; mkdir $D/new; echo 5 > $D/new/Number; echo new > $D/new/Text; rsync -rlpt -I $D/new/ $T/; echo $?; cat $T/Number $T/Text", "0\n1234\n0\n5\nnew\n" },
        { "rsync", "echo abcd > $D/Number; rsync $D/Number $T/ 2>&1 | grep -o 'Invalid argument' | head -1; cat $T/Number; rsync --inplace $D/Number $T/ 2>&1 | grep -o 'Invalid argument' | head -1; cat $T/Number", "Invalid argument\n42\nInvalid argument\n42\n" },
        { "rsync", "head -c 300001 /dev/urandom > $D/Bytes; rsync $D/Bytes $T/ && cmp $D/Bytes $T/Bytes && echo same; rsync -a $T/ $D/copy/ && cat $D/copy/Number", "same\n42\n" },
        { "rsync", "echo 77 > $D/Number; rsync -Ib $D/Number $T/; cat $T/Number $T/Number~; rsync -Ib --suffix=.old $D/Number $T/; cat $T/Number.old; rm $T/Number~ $T/Number.old", "77\n42\n77\n" },
        { "tee", "echo 77 | tee $T/tmp > $T/Number; cat $T/tmp $T/Number; echo 78 | tee -a $T/tmp > /dev/null; cat $T/tmp; rm $T/tmp", "77\n77\n77\n78\n" },
        { "truncate", "truncate -s 5 $T/tmp; stat -c %s $T/tmp; truncate -s 0 $T/tmp; stat -c %s $T/tmp; truncate -s 20M $T/tmp 2>&1 | grep -o 'File too large'; rm $T/tmp; truncate -s 0 $T/Number; cat $T/Number", "5\n0\nFile too large\n42\n" },
        { "install", "echo 77 > $D/x; install $D/x $T/new && cat $T/new && rm $T/new; install $D/x $T/Number 2>&1 | grep -o 'Operation not permitted'; cat $T/Number", "77\nOperation not permitted\n42\n" },
        { "bash", "exec 3<> $T/tmp; echo one >&3; rm $T/tmp; cat /dev/fd/3; echo two > $T/tmp; exec 3>&-; cat $T/tmp; rm $T/tmp", "one\ntwo\n" },
        { "bash", "echo x > $T/tmp; chmod 600 $T/tmp; chown 1234:1234 $T/tmp; touch -d @1000000000 $T/tmp; stat -c '%a %u %g %Y %s' $T/tmp; ls $T | grep tmp; rm -f $T/tmp; ls $T | grep -c tmp", "600 1234 1234 1000000000 2\ntmp\n0\n" },
        { "ln", "echo x > $T/tmp; ln $T/tmp $T/hard 2>&1 | grep -o 'Operation not permitted'; mkfifo $T/fifo 2>&1 | grep -o 'Operation not permitted'; rm $T/tmp", "Operation not permitted\nOperation not permitted\n" },
        { "python3", "python3 -c 'import os, sys; t = sys.argv[1]; open(t + \"/.n.tmp\", \"w\").write(\"77\"); os.replace(t + \"/.n.tmp\", t + \"/Number\")' $T; cat $T/Number", "77\n" },
        { "python3", "python3 -c 'import os, sys; f = open(sys.argv[1], \"r+\"); f.truncate(0); f.write(\"77\\n\"); f.flush(); os.fsync(f.fileno())' $T/Number; cat $T/Number", "77\n" },
        { "tar", "tar c -C $T Number Text > $D/t; echo 1 > $T/Number; tar x --overwrite -C $T -f $D/t; echo $?; cat $T/Number", "0\n42\n" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_program_edits_a_member_as_it_edits_a_file_and_leaves_nothing_behind(string program, string script, string expected)
    {
        Tool.Find(program);
        Tool.Find("python3");
        var thing = new Thing($"e{Interlocked.Increment(ref _keys)}");
        var at = $"{mount.Path}/Thing/{thing.Key}";
        var disk = Directory.CreateDirectory(Places.New());
        try
        {
            var before = Names(at);
            var outcome = Tool.Run(script, variables: [("T", at), ("D", disk.FullName)]);
            Assert.True(expected == outcome.Output, $"{script}\nprinted:\n{outcome.Output}\ninstead of:\n{expected}\nand said:\n{outcome.Error}");
            Assert.Equal(before, Names(at));
        }
        finally
        {
            disk.Delete(recursive: true);
        }

        GC.KeepAlive(thing);
    }

    [Fact]
    public void Dotnet_replaces_moves_and_writes()
    {
        var thing = new Thing($"e{Interlocked.Increment(ref _keys)}");
        var at = $"{mount.Path}/Thing/{thing.Key}";
        var before = Names(at);
        File.WriteAllText($"{at}/new", "77\n");
        File.Replace($"{at}/new", $"{at}/Number", $"{at}/old");
        Assert.Equal((77, "42\n"), (thing.Number, File.ReadAllText($"{at}/old")));
        File.Move($"{at}/old", $"{at}/Number", overwrite: true);
        Assert.Equal(42, thing.Number);
        File.WriteAllText($"{at}/new", "abc\n");
        Assert.ThrowsAny<IOException>(() => File.Move($"{at}/new", $"{at}/Number", overwrite: true));
        Assert.Equal((42, "abc\n"), (thing.Number, File.ReadAllText($"{at}/new")));
        File.Delete($"{at}/new");
        Assert.Equal(before, Names(at));
    }

    private static string[] Names(string at) => [.. Directory.GetFileSystemEntries(at).Order(StringComparer.Ordinal)];
}
