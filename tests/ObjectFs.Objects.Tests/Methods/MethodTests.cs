using System.Runtime.CompilerServices;
using System.Text;
using ObjectFs.Objects.Methods;
using ObjectFs.Objects.Tests.Methods.Sources;
using ObjectFs.Objects.Tests.Registry;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Tests.Methods;

public sealed class MethodTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Bench<Machine> _bench = new(new Machine());

    [Theory]
    [InlineData("Null", "")]
    [InlineData("Where", "{\"X\":1,\"Y\":2,\"Name\":\"here\"}\n")]
    [InlineData("Self", "{\"$ref\":\"/machine\"}\n")]
    [InlineData("Lines", "\"a\"\n\"b\"\n")]
    [InlineData("Soon", "3\n")]
    [InlineData("Done", "")]
    public async Task A_result_is_text_or_json(string method, string answer) => Assert.Equal(answer, await _bench.CallAsync(method, "\n"));

    [Fact]
    public async Task Every_marked_method_is_a_file_and_a_hidden_directory()
    {
        var names = await _bench.NamesAsync("");
        foreach (var method in (string[])["Echo", "Add", "Over", "Over~2", "Speak"])
        {
            Assert.Contains(method, names);
            Assert.Contains($".{method}", names);
        }

        foreach (var absent in (string[])["Unmarked", "Out", "ToString", "get_Level"])
            Assert.DoesNotContain(absent, names);
        Assert.Equal(["call", "signature", "code", "result", "error"], await _bench.NamesAsync(".Add"));
        Assert.Equal("int 5\n", await _bench.CallAsync("Over", "5"));
        Assert.Equal("text 5\n", await _bench.CallAsync("Over~2", "5"));
    }

    [Fact]
    public async Task Inherited_methods_are_shown_and_overridden_ones_are_what_they_are_now()
    {
        var bench = new Bench<Robot>(new Robot());
        Assert.Equal("derived\n", await bench.CallAsync("Speak", "\n"));
        Assert.Equal("own\n", await bench.CallAsync("Own", "\n"));
        Assert.Equal("5\n", await bench.CallAsync("Echo", "5"));
        Assert.Single(await bench.NamesAsync(""), "Speak");
    }

    [Fact]
    public async Task What_tells_of_a_method_calls_nothing()
    {
        Assert.Equal("int Add(int left, int right = 5)\n", await _bench.ReadAsync(".Add/signature"));
        var code = await _bench.ReadAsync(".Add/code");
        Assert.Contains("Machine.cs:", code, StringComparison.Ordinal);
        Assert.Matches(@"\nIL_[0-9a-f]{4}  add\n", code);
        Assert.Equal("", await _bench.ReadAsync(".Nothing/call"));
        Assert.Equal("", await _bench.ReadAsync(".Nothing/result"));
        Assert.StartsWith("#!/bin/sh\n", await _bench.ReadAsync("Nothing"), StringComparison.Ordinal);
        Assert.Equal(0, _bench.Machine.Calls);
        var type = await _bench.ReadAsync(".type");
        Assert.Matches(@"\nAdd +int \(int left, int right = 5\) +x +- +Adds two numbers\.\n", type);
        Assert.Contains("\n# Out: methods with ref, out, pointer or ref struct parameters are not shown\n", type, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Twice", "    [Export]\n    public int Twice(int number)\n    {\n        // as written\n        return 2 * number;\n    }\n")]
    [InlineData("Short", "    [Export]\n    public string Short() => \"short\";\n")]
    [InlineData("Later", "    [Export]\n    public async Task<int> Later(int number)\n    {\n        await Task.Yield();\n        return number;\n    }\n")]
    public async Task Code_is_the_source_where_the_symbols_hold_it(string method, string source) => Assert.Equal(source, await new Bench<Open>(new Open()).ReadAsync($".{method}/code"));

    [Fact]
    public void Source_that_is_not_packed_is_shown_too() =>
        Assert.Equal("    [Export]\n    public static int One() => 1;\n", MethodCode.Of(typeof(Brief).GetMethod(nameof(Brief.One))!));

    [Theory, InlineData("Add"), InlineData(".Add/signature"), InlineData(".Add/code"), InlineData(".Add/result"), InlineData(".Add/error")]
    public async Task Sizes_are_exact(string path)
    {
        await _bench.CallAsync("Add", "1 2");
        var attributes = (await (await _bench.FindAsync(path)).Value.GetAttributesAsync(default)).Value;
        Assert.Equal(Encoding.UTF8.GetByteCount(await _bench.ReadAsync(path)), attributes.Size);
    }

    [Theory, InlineData("Add", 0x1ED), InlineData(".Add/call", 0x180), InlineData(".Add/code", 0x124), InlineData(".Add", 0x1ED)]
    public async Task Modes_say_what_may_be_done(string path, int mode) =>
        Assert.Equal(mode, (await (await _bench.FindAsync(path)).Value.GetAttributesAsync(default)).Value.Mode);

    [Fact]
    public async Task Help_is_answered_and_calls_nothing()
    {
        var help = await _bench.CallAsync("Add", "--help");
        Assert.StartsWith("usage: Add <left> [<right>]\n\nAdds two numbers.\n", help, StringComparison.Ordinal);
        Assert.Contains("int: a number between 0 and 100\n", help, StringComparison.Ordinal);
        Assert.Contains("The first.", help, StringComparison.Ordinal);
        Assert.Contains("5 where it is left out", help, StringComparison.Ordinal);
        Assert.EndsWith("\nint Add(int left, int right = 5)\n", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mere_write_runs_the_method_and_carries_its_refusal()
    {
        var handle = await _bench.OpenAsync("Nothing", OpenFlags.Write | OpenFlags.Truncate);
        Assert.True((await Bench<Machine>.WriteAsync(handle, "\n")).Succeeded);
        Assert.Equal(1, _bench.Machine.Calls);
        handle = await _bench.OpenAsync("Fail", OpenFlags.Write);
        var failed = await Bench<Machine>.WriteAsync(handle, "key\n");
        Assert.Equal(Errno.ENOENT, failed.Errno);
        Assert.Equal("Fail: KeyNotFoundException: no such key", failed.Failure.Sentence);
        Assert.Contains("KeyNotFoundException: no such key", await _bench.ReadAsync(".error"), StringComparison.Ordinal);
        Assert.Equal("Fail: KeyNotFoundException: no such key\n", await _bench.ReadAsync(".Fail/error"));
        Assert.Equal(Errno.EINVAL, (await Bench<Machine>.WriteAsync(await _bench.OpenAsync("Add", OpenFlags.Write), "x")).Errno);
        Assert.Equal("", await _bench.ReadAsync(".Nothing/error"));
    }

    [Theory, InlineData("range", "ERANGE Fail: OverflowException: too much\n"), InlineData("else", "EIO Fail: InvalidOperationException: it broke\n")]
    public async Task What_a_method_throws_is_read_after_its_number(string kind, string answer) => Assert.Equal(answer, await _bench.CallAsync("Fail", kind));

    [Fact]
    public async Task A_hundred_calls_at_once_never_mix()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => _bench.CallAsync("Echo", $"call-{i}"))));
        Assert.Equal(Enumerable.Range(0, 100).Select(static i => $"call-{i}\n"), answers);
    }

    [Fact]
    public async Task Methods_that_never_end_hold_up_nobody_and_are_bounded()
    {
        var first = await _bench.OpenAsync(".Hang/call");
        Assert.True((await Bench<Machine>.WriteAsync(first, "\n")).Succeeded);
        await _bench.Machine.Begun.Task.WaitAsync(Patience, Bench<Machine>.Cancellation);
        var node = (await _bench.FindAsync("Hang")).Value;
        var waiting = new List<Task>();
        using var patience = new CancellationTokenSource();
        for (var i = 1; i < 1024; i++)
        {
            var handle = (await node.OpenAsync(OpenFlags.Write, Tree.Caller.Self, default)).Value;
            waiting.Add(handle.WriteAsync(0, "\n"u8.ToArray(), patience.Token).AsTask());
        }

        var refused = await Bench<Machine>.WriteAsync((await node.OpenAsync(OpenFlags.Write, Tree.Caller.Self, default)).Value, "\n");
        Assert.Equal(Errno.EAGAIN, refused.Errno);
        Assert.Contains("have not ended", refused.Failure.Sentence, StringComparison.Ordinal);
        Assert.Equal("7\n", await _bench.CallAsync("Add", "2"));
        Assert.Equal("7\n", await _bench.ReadAsync("Level"));
        await patience.CancelAsync();
        await Task.WhenAll(waiting).WaitAsync(Patience, Bench<Machine>.Cancellation);
        _bench.Machine.Gate.Set();
        Assert.Equal("", await Bench<Machine>.ReadToEndAsync(first));
    }

    [Fact]
    public async Task A_context_is_made_used_and_dropped()
    {
        var directory = (await _bench.FindAsync(".Later")).Value;
        Assert.True((await directory.CreateDirectoryAsync("mine"u8, 0x1ED, Tree.Caller.Self, default)).Succeeded);
        Assert.Equal(Errno.EEXIST, (await directory.CreateDirectoryAsync("mine"u8, 0x1ED, Tree.Caller.Self, default)).Errno);
        Assert.Equal(Errno.EEXIST, (await directory.CreateDirectoryAsync("call"u8, 0x1ED, Tree.Caller.Self, default)).Errno);
        Assert.Contains("mine", await _bench.NamesAsync(".Later"));
        Assert.Equal(["call", "status", "result", "error"], await _bench.NamesAsync(".Later/mine"));
        Assert.Equal("idle\n", await _bench.ReadAsync(".Later/mine/status"));
        var handle = await _bench.OpenAsync(".Later/mine/call", OpenFlags.Write);
        Assert.True((await Bench<Machine>.WriteAsync(handle, "\n")).Succeeded);
        await handle.CloseAsync();
        Assert.Equal("running\n", await _bench.ReadAsync(".Later/mine/status"));
        Assert.Equal(Errno.EBUSY, (await Bench<Machine>.WriteAsync(await _bench.OpenAsync(".Later/mine/call", OpenFlags.Write), "\n")).Errno);
        _bench.Machine.Source.SetResult("there");
        while (await _bench.ReadAsync(".Later/mine/status") != "done\n")
            await Task.Yield();
        Assert.Equal("there\n", await _bench.ReadAsync(".Later/mine/result"));
        Assert.Equal("", await _bench.ReadAsync(".Later/mine/error"));
        Assert.True((await directory.RemoveAsync("mine"u8, NodeKind.Directory, Tree.Caller.Self, default)).Succeeded);
        Assert.Equal(Errno.ENOENT, (await _bench.FindAsync(".Later/mine")).Errno);
    }

    [Fact]
    public async Task Removing_a_context_cancels_its_call()
    {
        var directory = (await _bench.FindAsync(".Later")).Value;
        await directory.CreateDirectoryAsync("mine"u8, 0x1ED, Tree.Caller.Self, default);
        Assert.True((await Bench<Machine>.WriteAsync(await _bench.OpenAsync(".Later/mine/call", OpenFlags.Write), "\n")).Succeeded);
        await _bench.Machine.Begun.Task.WaitAsync(Patience, Bench<Machine>.Cancellation);
        Assert.True((await directory.RemoveAsync("mine"u8, NodeKind.Directory, Tree.Caller.Self, default)).Succeeded);
        await _bench.Machine.Cancelled.Task.WaitAsync(Patience, Bench<Machine>.Cancellation);
    }

    [Fact]
    public async Task Contexts_are_bounded()
    {
        var directory = (await _bench.FindAsync(".Add")).Value;
        for (var i = 0; i < 16; i++)
            Assert.True((await directory.CreateDirectoryAsync(Encoding.UTF8.GetBytes($"c{i}"), 0x1ED, Tree.Caller.Self, default)).Succeeded);
        Assert.Equal(Errno.ENOSPC, (await directory.CreateDirectoryAsync("more"u8, 0x1ED, Tree.Caller.Self, default)).Errno);
    }

    [Fact]
    public async Task A_dead_object_is_stale()
    {
        var registry = new ObjectRegistry();
        var (export, machine) = ExportFleeting(registry);
        var directory = (await registry.Root.LookupAsync("fleeting"u8, default)).Value;
        var node = (await directory.LookupAsync("Nothing"u8, default)).Value;
        var handle = (await node.OpenAsync(OpenFlags.Write, Tree.Caller.Self, default)).Value;
        await registry.CollectAsync(() => !machine.IsAlive, "it is alive");
        Assert.Equal(Errno.ESTALE, (await Bench<Machine>.WriteAsync(handle, "\n")).Errno);
        Assert.Equal(Errno.ESTALE, (await node.OpenAsync(OpenFlags.Write, Tree.Caller.Self, default)).Errno);
        export.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (IDisposable Export, WeakReference Machine) ExportFleeting(ObjectRegistry registry)
    {
        var machine = new Machine();
        return (registry.Export(machine, "fleeting"), new WeakReference(machine));
    }
}
