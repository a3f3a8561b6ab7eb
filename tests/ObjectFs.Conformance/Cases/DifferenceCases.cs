using ObjectFs.Conformance.Clients;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

/// <summary>One long scenario, as a person might play it, through a gateway and through nothing: the same is answered, the same is refused, and the same tree is left.</summary>
public sealed class DifferenceCases : Case
{
    private const OpenFlags Both = OpenFlags.Read | OpenFlags.Write;

    [Theory, EveryGateway]
    public void A_scenario_gives_the_same_answers_and_leaves_the_same_tree_as_without_a_gateway(string gateway)
    {
        var features = Enum.GetValues<Feature>().Where(feature => Gateways.Has(gateway, feature)).Aggregate(static (all, feature) => all | feature);
        var expected = Play("tree", features);
        var actual = Play(gateway, features);
        Assert.Equal(expected.Answers.Select(static answer => (answer.Step, answer.Value)), actual.Answers.Select(static answer => (answer.Step, answer.Value)));
        foreach (var (one, other) in expected.Answers.Zip(actual.Answers).Where(static pair => pair.First.Errno is not null && pair.Second.Errno is not null))
            Assert.Equal(one, other);
        Assert.Equal(expected.Seen, actual.Seen);
        Assert.Equal(expected.Left, actual.Left);
    }

    private (List<Answer> Answers, List<string> Seen, List<string> Left) Play(string gateway, Feature features)
    {
        var key = NewName();
        var tree = Open(gateway);
        Keep(new Draft(key));
        Keep(new Store(key));
        Keep(new Callable(key));
        List<Answer> answers = [.. Steps(tree, key, features).Select(step => Take(step.Name, step.Act, key))];
        return (answers, Look(tree, key), Look(Open("tree"), key));
    }

    private static IEnumerable<(string Name, Func<string> Act)> Steps(Client tree, string key, Feature features)
    {
        string draft = $"/Draft/{key}", store = $"/Store/{key}", call = $"/Callable/{key}", guest = $"/Guest/{key}";

        // values, and what is none
        yield return Set("Speed", "7\n");
        yield return Set("Speed", "abc\n");
        yield return Set("Speed", "121\n");
        yield return Set("Speed", "8\r\n");
        yield return Set("Text", "two\nlines\n");
        yield return Set("Text", "");
        yield return Set("Text", "ü日🙂\n");
        yield return Set("Note", "\n");
        yield return ("null", () => Done(() => tree.Open($"{draft}/Note", OpenFlags.Write | OpenFlags.Truncate).Close(), () => tree.Read($"{draft}/Note")));
        yield return ("bytes", () => Done(() => tree.Write($"{draft}/Bytes", [0, 255, 10, 13]), () => Convert.ToHexString(tree.ReadBytes($"{draft}/Bytes"))));
        yield return Set("Place/X", "40\n");
        yield return Set("Place/X", "near\n");
        yield return Set("First/Title", "another\n");
        yield return Set(".json", """{"Speed": 3, "Text": "by JSON"}""");
        yield return Set(".json", """{"Text": "never", "Speed": 500}""");
        yield return Set(".json", "{");
        yield return Set("Key", "another\n");
        yield return Set("Nothing", "1\n");

        // collections
        yield return ("append", () => Done(() => tree.Write($"{store}/Tags/+", "d\n"), () => Names("Tags")));
        yield return ("set an element", () => Done(() => tree.Write($"{store}/Tags/0", "first\n"), () => tree.Read($"{store}/Tags/0")));
        yield return ("remove an element", () => Done(() => tree.Remove($"{store}/Tags/1"), () => Names("Tags")));
        yield return ("append what is none", () => Done(() => tree.Write($"{store}/Numbers/+", "many\n"), () => Names("Numbers")));
        yield return ("add a key", () => Done(() => tree.WriteNew($"{store}/Stock/apples", "3\n"), () => tree.Read($"{store}/Stock/apples")));
        yield return ("move a key", () => Done(() => tree.Rename($"{store}/Stock/apples", $"{store}/Stock/plums"), () => Names("Stock")));
        yield return ("remove a key", () => Done(() => tree.Remove($"{store}/Stock/pears"), () => Names("Stock")));
        yield return ("add to a set", () => Done(() => tree.Create($"{store}/Colours/blue"), () => Names("Colours")));
        yield return ("remove from a set", () => Done(() => tree.Remove($"{store}/Colours/red"), () => Names("Colours")));
        yield return ("add to what is only shown", () => Done(() => tree.WriteNew($"{store}/Prices/nuts", "3\n"), () => Names("Prices")));

        // calls
        yield return ("call", () => Done(() => tree.Write($"{call}/Heal", "25\n"), () => tree.Read($"{call}/.Heal/result")));
        yield return ("call and answer", () => Call("Heal", "30 --full\n"));
        yield return ("call with too much", () => Call("Heal", "500"));
        yield return ("call what throws", () => Done(() => tree.Write($"{call}/Fail", "\n"), static () => ""));
        yield return ("call what is forbidden", () => Done(() => tree.Write($"{call}/Forbidden", "\n"), static () => ""));
        yield return ("why", () => tree.Read($"{call}/.Fail/error"));
        yield return ("context", () => Done(() => tree.MakeDirectory($"{call}/.Heal/mine"), () => tree.Read($"{call}/.Heal/mine/status")));
        yield return ("no context any more", () => Done(() => tree.RemoveDirectory($"{call}/.Heal/mine"), () => $"{tree.Exists($"{call}/.Heal/mine")}"));

        // making, moving, removing
        yield return ("make", () => Done(() => tree.MakeDirectory(guest), () => tree.Read($"{guest}/Login")));
        yield return ("make again", () => Done(() => tree.MakeDirectory(guest), static () => ""));
        yield return ("make what may not be", () => Done(() => tree.MakeDirectory("/Guest/banned"), static () => ""));
        yield return ("set what was made", () => Done(() => tree.Write($"{guest}/Age", "33\n"), () => tree.Read($"{guest}/Age")));
        yield return ("move", () => Done(() => tree.Rename(guest, $"{guest}-2"), () => tree.Read($"{guest}-2/Login")));
        yield return ("remove", () => Done(() => tree.RemoveDirectory($"{guest}-2"), () => $"{tree.Exists($"{guest}-2")}"));

        // what cannot be
        yield return ("make a member", () => Done(() => tree.MakeDirectory($"{draft}/Speed/new"), static () => ""));
        yield return ("remove a member", () => Done(() => tree.Remove($"{draft}/Speed"), static () => ""));
        yield return ("move a member", () => Done(() => tree.Rename($"{draft}/Speed", $"{draft}/Faster"), static () => ""));
        yield return ("make at the root", () => Done(() => tree.MakeDirectory("/new"), static () => ""));
        yield return ("list a file", () => Done(() => tree.List($"{draft}/Speed"), static () => ""));
        yield return ("read a directory", () => tree.Read(draft));

        // what editors do
        yield return ("write beside", () => Done(() => tree.WriteNew($"{draft}/Speed~", "99\n"), () => tree.Read($"{draft}/Speed~")));
        if ((features & Feature.Replacing) != 0)
            yield return ("and onto", () => Done(() => tree.Rename($"{draft}/Speed~", $"{draft}/Speed"), () => tree.Read($"{draft}/Speed")));

        (string Name, Func<string> Act) Set(string member, string text) =>
            ($"{member} = {text}", () => Done(() => tree.Write($"{draft}/{member}", text), () => tree.Read($"{draft}/{member}")));

        string Names(string member) => string.Join(' ', tree.Names($"{store}/{member}").Order(StringComparer.Ordinal));

        string Call(string method, string arguments)
        {
            using var file = tree.Open($"{call}/.{method}/call", Both);
            file.Write(arguments);
            return file.ReadText();
        }
    }

    /// <summary>All that is to be seen of the subjects, but for what tells of times and callers.</summary>
    private static List<string> Look(Client tree, string key)
    {
        List<string> seen = [];
        foreach (var root in (string[])[$"/Draft/{key}", $"/Store/{key}"])
            Look(tree, root, key, seen);
        return seen;
    }

    private static void Look(Client tree, string path, string key, List<string> seen)
    {
        foreach (var name in tree.List(path).Select(static entry => entry.Name).Where(static name => name != ".error").Order(StringComparer.Ordinal))
        {
            var at = $"{path}/{name}";
            var isDirectory = tree.Stat(at).Kind == NodeKind.Directory;
            var content = isDirectory ? new Answer("", "a directory", null) : Take("", () => tree.Read(at), key);
            seen.Add($"{at}: {content.Value}".Replace(key, "KEY", StringComparison.Ordinal));
            if (isDirectory)
                Look(tree, at, key, seen);
        }
    }

    private static string Done(Action act, Func<string> look)
    {
        act();
        return look();
    }

    private static Answer Take(string step, Func<string> act, string key)
    {
        try
        {
            return new(step, act().Replace(key, "KEY", StringComparison.Ordinal), null);
        }
        catch (RefusedException refused)
        {
            return new(step, "refused", refused.IsExact ? refused.Errno : null);
        }
    }

    private sealed record Answer(string Step, string Value, Errno? Errno);
}
