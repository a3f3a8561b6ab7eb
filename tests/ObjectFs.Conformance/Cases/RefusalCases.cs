using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

public sealed class RefusalCases : Case
{
    private static readonly (Func<Exception> Exception, Errno Errno)[] Table =
    [
        (static () => new FormatException("no"), Errno.EINVAL),
        (static () => new ArgumentException("no"), Errno.EINVAL),
        (static () => new ArgumentOutOfRangeException("x", "no"), Errno.EINVAL),
        (static () => new ValidationException("no"), Errno.EINVAL),
        (static () => new OverflowException("no"), Errno.ERANGE),
        (static () => new UnauthorizedAccessException("no"), Errno.EACCES),
        (static () => new KeyNotFoundException("no"), Errno.ENOENT),
        (static () => new NotSupportedException("no"), Errno.EOPNOTSUPP),
        (static () => new TimeoutException("no"), Errno.ETIMEDOUT),
        (static () => new OperationCanceledException("no"), Errno.EINTR),
        (static () => new InvalidOperationException("no"), Errno.EIO),
        (static () => new IOException("no"), Errno.EIO),
        (static () => new NotImplementedException("no"), Errno.EIO),
        (static () => new OutOfMemoryException("no"), Errno.EIO),
    ];

    [Theory, EveryGateway(Feature.Xattrs)]
    public void Each_exception_of_a_setter_has_its_errno_and_its_sentence(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Thrower(NewName()));
        var file = $"/Thrower/{subject.Key}/Refusing";
        foreach (var (exception, errno) in Table)
        {
            subject.Throws = exception;
            Refuses(errno, () => tree.Write(file, "5\n"));
            Assert.StartsWith($"Refusing: {exception().GetType().Name}: ", tree.Error(file), StringComparison.Ordinal);
            Assert.Contains("at ObjectFs.Conformance.Subjects.Thrower.set_Refusing", tree.Read($"/Thrower/{subject.Key}/.error"), StringComparison.Ordinal);
            Assert.Equal(0, subject.Refusing);
        }

        subject.Throws = static () => null;
        tree.Write(file, "5\n");
        Assert.Equal(5, subject.Refusing);
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void A_getter_that_throws_costs_its_own_file_alone(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Thrower/{Keep(new Thrower(NewName())).Key}";
        Assert.Equal(["Bad", "Good", "Key", "Last", "Refusing", "Set", "Worse"], tree.Names(at).Order(StringComparer.Ordinal));
        foreach (var name in (string[])["Bad", "Worse"])
        {
            Assert.Equal(0, tree.Stat($"{at}/{name}").Size);
            Refuses(Errno.EIO, () => tree.Read($"{at}/{name}"));
            Assert.Contains($"Thrower.get_{name}", tree.Read($"{at}/.error"), StringComparison.Ordinal);
            Assert.Contains("InvalidOperationException", tree.Error($"{at}/{name}"), StringComparison.Ordinal);
        }

        Assert.Equal("1\n", tree.Read($"{at}/Good"));
        Assert.Equal("last\n", tree.Read($"{at}/Last"));
        var json = tree.Read($"{at}/.json");
        Assert.Contains("\"Bad\":{\"$error\":", json, StringComparison.Ordinal);
        Assert.Contains("\"Last\":\"last\"", json, StringComparison.Ordinal);
    }

    [Theory, EveryGateway]
    public void A_set_among_the_members_does_not_empty_the_listing(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Thrower/{Keep(new Thrower(NewName())).Key}";
        Assert.Equal(2, tree.Names($"{at}/Set").Count);
        Assert.Contains("Good", tree.Names(at));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void Annotations_are_checked_before_the_setter_runs(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Checked(NewName()));
        var at = $"/Checked/{subject.Key}";
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/Speed", "121"));
        Assert.Equal(10, subject.Speed);
        Assert.Contains("120", tree.Error($"{at}/Speed"), StringComparison.Ordinal);
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/Short", "abcdef\n"));
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/Needed", "\n"));
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/Word", "12\n"));
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/Odd", "2\n"));
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/Speed", "abc"));
        Assert.Equal("Speed: 'abc' is not a number between 0 and 120 (rpm)", tree.Error($"{at}/Speed"));
        tree.Write($"{at}/Speed", "120");
        tree.Write($"{at}/Short", "abcde\n");
        tree.Write($"{at}/Word", "abc\n");
        tree.Write($"{at}/Odd", "3\n");
        Assert.Equal((120, "abcde", "abc", 3), (subject.Speed, subject.Short, subject.Word, subject.Odd));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void A_member_that_was_never_refused_has_no_error(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Checked/{Keep(new Checked(NewName())).Key}";
        Refuses(Errno.ENODATA, () => tree.GetXattr($"{at}/Speed", "user.objectfs.error"));
        Assert.DoesNotContain("error", tree.ToldNames($"{at}/Speed"));
        Assert.Equal("", tree.Read($"{at}/.error"));
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/Speed", "abc"));
        Assert.Contains("error", tree.ToldNames($"{at}/Speed"));
    }

    [Theory, EveryGateway(Feature.Xattrs)]
    public void Whoever_makes_or_removes_what_cannot_be_finds_a_sentence_at_the_directory(string gateway)
    {
        var tree = Open(gateway);
        var draft = Keep(new Draft(NewName()));
        var zone = new Zone { Name = NewName() };
        Keep(new Placed { Zone = zone, Login = NewName() });
        var futures = Keep(new Futures(NewName()));
        var transaction = $"/.objectfs/tx/{NewName()}";
        tree.MakeDirectory(transaction);
        foreach (var directory in (string[])["", "/Draft", $"/Draft/{draft.Key}", $"/Draft/{draft.Key}/First", $"/Draft/{draft.Key}/Tags", $"/zones/{zone.Name}", $"/Futures/{futures.Key}/Done", "/Preferences", "/.objectfs", "/.objectfs/stats"])
        {
            Finds(directory, "the program", () => tree.MakeDirectory($"{directory}/new"));
            if (directory != $"/Draft/{draft.Key}/First" && directory != $"/Draft/{draft.Key}" && directory != "/Preferences")
                Finds(directory, directory.EndsWith("/Tags", StringComparison.Ordinal) ? "+" : "no files are made here", () => tree.Create($"{directory}/new"));
        }

        Finds("/Draft", "nothing is removed here", () => tree.Remove("/Draft/.csv"));
        Finds("/.objectfs", "nothing is removed here", () => tree.RemoveDirectory("/.objectfs/stats"));
        Finds($"{transaction}/ctl", "values are set", () => tree.MakeDirectory($"{transaction}/Draft/{draft.Key}/new"));
        Assert.Contains("values are set", tree.Read($"{transaction}/status"), StringComparison.Ordinal);
        Finds($"{transaction}/ctl", "'frob' is no word", () => tree.Write($"{transaction}/ctl", "frob\n"), Errno.EINVAL);
        tree.RemoveDirectory(transaction);

        // other cases are refused beside this one, in directories that all share
        void Finds(string at, string sentence, Action call, Errno errno = Errno.EPERM) => Eventually(
            () =>
            {
                Refuses(errno, call);
                return tree.Error(at.Length == 0 ? "/" : at).Contains(sentence, StringComparison.Ordinal);
            },
            $"'{sentence}' at {at}");
    }

    [Theory, EveryGateway]
    public void The_last_refusal_tells_when_it_was_by_whom_where_and_why(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Checked/{Keep(new Checked(NewName())).Key}";
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/Odd", "2\n"));
        var before = DateTimeOffset.UtcNow;
        Refuses(Errno.EINVAL, () => tree.Write($"{at}/Speed", "abc"));
        var after = DateTimeOffset.UtcNow;
        var lines = tree.Read($"{at}/.error").Split('\n');
        var told = Regex.Match(lines[0], $@"^(\S+\+00:00) (?:uid (\d+) )?pid (\d+) {at}/Speed EINVAL$");
        Assert.True(told.Success, lines[0]);

        // told to the millisecond
        Assert.InRange(DateTimeOffset.Parse(told.Groups[1].Value, CultureInfo.InvariantCulture), before.AddMilliseconds(-1), after);
        Assert.Equal("Speed: 'abc' is not a number between 0 and 120 (rpm)", lines[1]);
    }

    [Theory, EveryGateway]
    public void What_stands_beside_the_members_cannot_be_written(string gateway)
    {
        var tree = Open(gateway);
        var at = $"/Checked/{Keep(new Checked(NewName())).Key}";
        foreach (var name in (string[])[".error", ".text", ".type"])
            Refuses(Errno.EACCES, () => tree.Write($"{at}/{name}", "x"));
    }

    [Theory, EveryGateway]
    public void The_type_and_the_text_of_an_object_can_be_read(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Checked(NewName()));
        var type = tree.Read($"/Checked/{subject.Key}/.type").Split('\n');
        Assert.Equal("ObjectFs.Conformance.Subjects.Checked, ObjectFs.Conformance", type[0]);
        Assert.EndsWith("/tests/ObjectFs.Conformance/Subjects/Values.cs", type[1], StringComparison.Ordinal);
        Assert.Contains(type, static line => Regex.IsMatch(line, "^Speed +double +rw +rpm$"));
        Assert.Contains(type, static line => Regex.IsMatch(line, "^Key +string +r +-$"));
        Assert.Equal($"{subject}\n", tree.Read($"/Checked/{subject.Key}/.text"));
        using var json = System.Text.Json.JsonDocument.Parse(tree.Read($"/Checked/{subject.Key}/.json"));
        Assert.Equal(10, json.RootElement.GetProperty("Speed").GetDouble());
    }

    [Theory, EveryGateway]
    public void The_text_of_a_record_shows_no_more_than_its_members(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Account(NewName(), "hidden") { Inner = new("shown", "hidden") { Unseen = "hidden" }, Anonymous = new { Fine = 1, Password = "hidden" } });
        Assert.Equal($"Account {{ Key = {subject.Key}, Rate = 1.5, Inner = Login {{ User = shown }}, Anonymous = {{ Fine = 1 }}, Own = its own words }}\n", tree.Read($"/Account/{subject.Key}/.text"));
        Assert.Equal("Login { User = shown }\n", tree.Read($"/Account/{subject.Key}/Inner/.text"));
        Assert.Equal("its own words\n", tree.Read($"/Account/{subject.Key}/Own/.text"));
    }

    [Theory, EveryGateway]
    public void A_record_that_holds_itself_has_no_text_and_ends_nothing(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Account(NewName(), "hidden"));
        subject.Anonymous = subject;
        Refuses(Errno.EIO, () => tree.Read($"/Account/{subject.Key}/.text"));
        Assert.Equal("1.5\n", tree.Read($"/Account/{subject.Key}/Rate"));
    }
}
