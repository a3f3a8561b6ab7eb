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
            compadd -S '' -- "${found[@]}"
        }
        compdef _objectfs objectfs

        """;

    public static Command Create(Surroundings surroundings)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash or zsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh");
        var command = new Command("completion", "Prints a script that makes a shell complete commands and paths.") { shell };
        command.SetAction(parsed => surroundings.Output.Text.Write((parsed.GetValue(shell) == "zsh" ? Zsh : Bash).ReplaceLineEndings("\n")));
        return command;
    }
}
