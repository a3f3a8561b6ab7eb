using System.Text.Json;
using ObjectFs.Conformance.Clients;
using ObjectFs.Conformance.Subjects;
using ObjectFs.Tree;

namespace ObjectFs.Conformance.Cases;

/// <summary>Collections that tell of their changes.</summary>
public sealed class ObservableCases : Case
{
    [Theory, EveryGateway]
    public void What_is_added_and_removed_is_there_and_gone_at_once(string gateway)
    {
        var tree = Open(gateway);
        var subject = Keep(new Store(NewName()));
        var at = $"/Store/{subject.Key}/Observed";
        for (var i = 1; i < 100; i++)
        {
            Assert.False(tree.Exists($"{at}/{i}"));
            Change(subject, all => all.Add(i));
            Assert.Equal($"{i}\n", tree.Read($"{at}/{i}"));
            Assert.Equal(i + 1, tree.Names(at).Count);
        }

        for (var i = 99; i > 0; i--)
        {
            Change(subject, all => all.RemoveAt(i));
            Assert.False(tree.Exists($"{at}/{i}"));
            Assert.Equal(i, tree.Names(at).Count);
        }
    }

    [Theory, EveryGateway]
    public void A_change_wakes_who_watches_it(string gateway)
    {
        var subject = Keep(new Store(NewName()));
        using var file = Open(gateway).Open($"/Store/{subject.Key}/.watch/Observed", OpenFlags.Read);
        for (var i = 2; i < 10; i++)
        {
            var changer = new Thread(() => Change(subject, all => all[0] = i));
            changer.Start();
            Assert.Equal($"[{i}]\n", Await(NextOf(file)));
            changer.Join();
        }
    }

    [Theory, EveryGateway]
    public void Who_watches_all_hears_of_each(string gateway)
    {
        var subject = Keep(new Store(NewName()));
        using var file = Open(gateway).Open($"/Store/{subject.Key}/.watch/all", OpenFlags.Read);
        for (var i = 2; i < 10; i++)
        {
            Change(subject, all => all[0] = i);
            Assert.Equal($"[{i}]", NextOf(file, "Observed"));
        }
    }

    private static void Change(Store subject, Action<System.Collections.ObjectModel.ObservableCollection<double>> change)
    {
        lock (subject)
            change(subject.Observed);
    }

    private static string NextOf(OpenFile file, string member)
    {
        while (true)
        {
            foreach (var line in Await(NextOf(file)).TrimEnd().Split('\n').Select(static line => JsonDocument.Parse(line).RootElement))
            {
                if (line.GetProperty("member").GetString() == member)
                    return line.GetProperty("value").GetRawText();
            }
        }
    }
}
