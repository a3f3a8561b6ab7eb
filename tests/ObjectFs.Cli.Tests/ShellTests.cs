using System.Diagnostics;
using System.Runtime.Versioning;

namespace ObjectFs.Cli.Tests;

/// <summary>The shells take what <c>objectfs completion</c> prints, and complete with it.</summary>
[SupportedOSPlatform("linux")]
public sealed class ShellTests : IDisposable
{
    private readonly Scratch _runtime = new();
    private readonly string _name = Served.NewName();

    public void Dispose() => _runtime.Dispose();

    [Fact]
    public async Task Bash_completes_programs_and_paths() => Assert.Equal($"{_name}/Player/1/Name\n", await CompleteAsync("bash", $$"""
        compopt() { :; }
        . '{{_runtime["completion"]}}'
        COMP_LINE='objectfs cat {{_name}}/Player/1/N'; COMP_POINT=${#COMP_LINE}; COMP_WORDS=(objectfs cat '{{_name}}/Player/1/N'); COMP_CWORD=2
        # one that takes too long completes nothing; a person asks again
        until [ -n "${COMPREPLY[*]}" ]; do _objectfs; done; echo "${COMPREPLY[@]}"
        """));

    [Fact]
    public async Task Zsh_completes_programs_and_paths() => Assert.Equal($"{_name}/Player/1/Name\n", await CompleteAsync("zsh", $$"""
        compdef() { :; }
        compadd() { completed=("${@[(r)--,-1]}"); }
        _files() { :; }
        . '{{_runtime["completion"]}}'
        BUFFER='objectfs cat {{_name}}/Player/1/N'; CURSOR=${#BUFFER}
        completed=()
        until (( ${#completed} )); do _objectfs; done; print -rl -- "${(@)completed[2,-1]}"
        """));

    [Fact]
    public async Task Zsh_completes_files_where_no_program_has_what_is_meant() => Assert.Equal("files\n", await CompleteAsync("zsh", $$"""
        compdef() { :; }
        compadd() { echo added; }
        _files() { echo files; }
        . '{{_runtime["completion"]}}'
        BUFFER='objectfs serve ./'; CURSOR=${#BUFFER}; _objectfs
        """));

    [Fact]
    public async Task Fish_completes_programs_and_paths() => Assert.Equal($"{_name}/Player/1/Name\n", await CompleteAsync("fish", $$"""
        source '{{_runtime["completion"]}}'
        while not set -q completed[1]
            set completed (complete -C 'objectfs cat {{_name}}/Player/1/N')
        end
        printf '%s\n' $completed
        """));

    [Fact]
    public async Task Fish_completes_files_where_no_program_has_what_is_meant()
    {
        Directory.CreateDirectory(_runtime["served-here"]);
        Assert.Equal($"{_runtime["served-here"]}/\n", await CompleteAsync("fish", $$"""
            source '{{_runtime["completion"]}}'
            complete -C 'objectfs serve {{_runtime["served-h"]}}'
            """));
    }

    private async Task<string> CompleteAsync(string shell, string script)
    {
        Assert.SkipUnless(File.Exists($"/usr/bin/{shell}"), $"skipped: {shell} is not installed");
        await using var program = await Served.StartAsync(_runtime, _name, Trees.Players());
        Directory.CreateDirectory(_runtime["bin"]);
        File.WriteAllText(_runtime["bin/objectfs"], $"#!/bin/sh\nexec '{Child.Dotnet}' '{Child.Command}' \"$@\"\n");
        File.SetUnixFileMode(_runtime["bin/objectfs"], (UnixFileMode)0b111_101_101);
        File.WriteAllText(_runtime["completion"], (await Child.RunAsync(_runtime, "completion", shell)).Output);
        File.WriteAllText(_runtime["script"], script);
        using var process = Process.Start(new ProcessStartInfo("timeout", ["60", shell, _runtime["script"]])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["XDG_RUNTIME_DIR"] = _runtime.Path,
                ["HOME"] = _runtime.Path,
                ["PATH"] = $"{_runtime["bin"]}:{Environment.GetEnvironmentVariable("PATH")}",
            },
        })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await error);
        return output;
    }
}
