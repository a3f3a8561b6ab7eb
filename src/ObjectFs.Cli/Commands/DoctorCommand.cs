using System.CommandLine;
using ObjectFs.Cli.Doctoring;
using ObjectFs.Cli.Output;

namespace ObjectFs.Cli.Commands;

/// <summary><c>objectfs doctor</c>: what works on this machine, and what to install. Ends with 1 where no way to export works.</summary>
internal static class DoctorCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var json = Parts.Json();
        var command = new Command("doctor", "What works on this machine, and what to install.") { json };
        command.SetAction(parsed =>
        {
            var checks = Examination.Run();
            if (parsed.GetValue(json))
                WriteJson(surroundings.Output, checks);
            else
                Write(surroundings.Output, checks);
            return Examination.CanExport(checks) ? ExitCode.Ok : ExitCode.Refused;
        });
        return command;
    }

    private static void Write(Terminal terminal, IReadOnlyList<Check> checks)
    {
        var width = checks.Max(static check => check.Name.Length);
        foreach (var check in checks)
        {
            terminal.Write(check.IsOk ? "ok      " : "missing ", check.IsOk ? Tone.Good : Tone.Bad);
            terminal.Text.Write($"{check.Name.PadRight(width)}  {Printable.Line(check.Detail)}");
            terminal.WriteLine($"  (to {check.Purpose})", Tone.Faint);
            if (check.Remedy is { } remedy)
                terminal.WriteLine($"        {new string(' ', width)}  {remedy}");
        }
    }

    private static void WriteJson(Terminal terminal, IReadOnlyList<Check> checks) => Json.Write(terminal, writer =>
    {
        writer.WriteStartArray();
        foreach (var check in checks)
        {
            writer.WriteStartObject();
            writer.WriteString("check", check.Name);
            writer.WriteBoolean("ok", check.IsOk);
            writer.WriteString("detail", check.Detail);
            writer.WriteString("purpose", check.Purpose);
            if (check.Remedy is { } remedy)
                writer.WriteString("remedy", remedy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
