using System.Text;

namespace ObjectFs.Objects.Methods;

/// <summary>
/// The content of a method's executable file: passes its arguments to the channel as they are, and the answer on. Needs nothing but a POSIX shell; dd(1), where there is one, only makes it
/// faster, because a shell reads its input a byte at a time (cat(1) would do, were it not that BusyBox's uses sendfile(2), which believes the size of the file). What can be read after the
/// end of an answer is the sentence that says why there is none.
/// </summary>
internal static class ShellScript
{
    public static byte[] For(Method method)
    {
        var name = Quote(method.FileNameText);
        var channel = Quote($".{method.FileNameText}/call");
        return Encoding.UTF8.GetBytes($$"""
            #!/bin/sh
            name={{name}}
            channel={{channel}}
            case $0 in */*) channel=${0%/*}/$channel ;; esac
            if ! { command exec 3<>"$channel"; } 2>/dev/null; then
                printf '%s: cannot open %s to read and write: call it where it is, in the directory of its object\n' "$name" "$channel" >&2
                exit 1
            fi
            status=0
            if { printf '%s\0' "$#" "$@" >&3; } 2>/dev/null; then
                if command -v dd >/dev/null 2>&1; then
                    dd bs=65536 <&3 2>/dev/null
                    status=$?
                else
                    while IFS= read -r line <&3 2>/dev/null; do printf '%s\n' "$line"; done
                    printf %s "$line"
                fi
                [ $status -gt 128 ] && exit $status
            fi
            IFS= read -r line <&3 2>/dev/null || exit $status
            case $line in "$name: "*) ;; *) exit 1 ;; esac
            printf '%s\n' "$line" >&2
            while IFS= read -r line <&3 2>/dev/null; do printf '%s\n' "$line" >&2; done
            exit 1

            """);
    }

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
