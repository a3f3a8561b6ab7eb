using System.CommandLine;

namespace ObjectFs.Cli.Commands;

/// <summary>Options and arguments that several commands have, described once.</summary>
internal static class Parts
{
    public static Option<string?> Target() => new("--target", "-t")
    {
        Description = "The program, by any name or address; a path is then written without it.",
        HelpName = "TARGET",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON, for a script." };

    public static Option<bool> All() => new("--all", "-a") { Description = "Show names that begin with a dot as well." };

    public static Argument<string[]> Operands(Surroundings surroundings, Option<string?> target, string description)
    {
        var argument = new Argument<string[]>("TARGET/PATH") { Description = description, Arity = ArgumentArity.OneOrMore };
        Complete(argument, surroundings, target);
        return argument;
    }

    public static Argument<string> Operand(Surroundings surroundings, Option<string?> target, string name, string description)
    {
        var argument = new Argument<string>(name) { Description = description };
        Complete(argument, surroundings, target);
        return argument;
    }

    private static void Complete(Argument argument, Surroundings surroundings, Option<string?> target)
    {
        argument.CompletionSources.Add(context => OperandCompletion.Of(surroundings, target, context));

        // nothing that can be asked for begins with a dash: it is an option that there is not
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(static token => token.Value.StartsWith('-')) is { } token)
                result.AddError($"There is no option '{token.Value}'");
        });
    }
}
