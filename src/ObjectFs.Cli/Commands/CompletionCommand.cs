using System.CommandLine;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs completion bash</c>: a script that makes the shell complete commands, options, programs and their paths.</summary>
internal static class CompletionCommand
{
    // the colon breaks words in bash; addresses have colons, so that only what follows the last one is to be replaced
    private const string Bash = """
        # eval "$(objectfs completion bash)"
        _objectfs() {
            local word="${COMP_WORDS[COMP_CWORD]}" line
            COMPREPLY=()
            while IFS= read -r line; do
                [[ "$line" == "$word"* ]] && COMPREPLY+=("$line")
            done < <(objectfs "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
            if [[ ${#COMPREPLY[@]} -eq 0 && ( "$word" == /* || "$word" == .* || "${COMP_WORDS[1]}" == serve ) ]]; then
                compopt -o default
            elif [[ "${COMPREPLY[0]}" == */ ]]; then
                compopt -o nospace
            fi
        }
        complete -F _objectfs objectfs

        """;

    private const string Zsh = """
        # eval "$(objectfs completion zsh)"
        _objectfs() {
            local -a found
            found=("${(@f)$(objectfs "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
            # nothing at all is one empty line
            if [[ -n "${found[1]}" ]]; then compadd -S '' -- "${found[@]}"; else _files; fi
        }
        compdef _objectfs objectfs

        """;

    private const string Fish = """
        # objectfs completion fish | source
        function __objectfs
            set -l line (commandline -cp)
            set -l found (objectfs "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null | string match -v '')
            if set -q found[1]
                printf '%s\n' $found
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c objectfs -f -a '(__objectfs)'

        """;

    public static Command Create(Surroundings surroundings)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        var command = new Command("completion", "Prints a script that makes a shell complete commands and paths.") { shell };
        command.SetAction(parsed => surroundings.Output.Text.Write(ScriptOf(parsed.GetValue(shell)).ReplaceLineEndings("\n")));
        return command;
    }

    private static string ScriptOf(string? shell) => shell switch
    {
        "zsh" => Zsh,
        "fish" => Fish,
        _ => Bash,
    };
}
