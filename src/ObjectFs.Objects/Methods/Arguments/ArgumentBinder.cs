using System.Globalization;
using System.Text;
using System.Text.Json;
using ObjectFs.Objects.Access;
using ObjectFs.Objects.Nodes;
using ObjectFs.Objects.Values;
using ObjectFs.Tree;

namespace ObjectFs.Objects.Methods.Arguments;

/// <summary>Brings what was written to the parameters of a method. Used once. Partials by concern: which argument is whose; what it is worth.</summary>
internal sealed partial class ArgumentBinder
{
    private readonly Method _method;
    private readonly Location _site;
    private readonly List<Argument>?[] _given;

    private ArgumentBinder(Method method, Location site)
    {
        _method = method;
        _site = site;
        _given = new List<Argument>?[method.Parameters.Length];
    }

    /// <summary>Whether it asks for help rather than for a call.</summary>
    public static bool IsHelp(Method method, ReadOnlyMemory<byte> text) =>
        !ArgumentText.IsJson(text.Span) && ArgumentText.Read(text) is [{ IsQuoted: false, Text.Span: var word }] && word.SequenceEqual("--help"u8)
        && !Array.Exists(method.Arguments, static parameter => parameter.Name == "help");

    /// <summary>The values for all parameters, checked. Runs code of the program's: its parsers, converters and validations.</summary>
    /// <param name="method">Which is to be called.</param>
    /// <param name="site">The method's place: a path is seen from the directory of its object.</param>
    /// <param name="instance">What validations see.</param>
    /// <param name="text">What was written.</param>
    /// <param name="cancellation">For the parameter that takes it.</param>
    /// <exception cref="RefusalException">A sentence that says what was wrong and what was expected.</exception>
    public static object?[] Bind(Method method, Location site, object instance, ReadOnlyMemory<byte> text, CancellationToken cancellation)
    {
        var binder = new ArgumentBinder(method, site);
        if (ArgumentText.IsJson(text.Span))
        {
            using var document = TextValue.ParseJson(text);
            binder.Take(document.RootElement);
            return binder.ToValues(instance, cancellation);
        }

        var words = ArgumentText.Read(text);
        if (words is [var only] && binder.IsAllInJson(only))
        {
            using var document = TextValue.ParseJson(only.Text);
            binder.Take(document.RootElement);
            return binder.ToValues(instance, cancellation);
        }

        binder.Take(words);
        return binder.ToValues(instance, cancellation);
    }

    // the shell's ./Heal '{"amount": 25}': where the first parameter could take the word itself, it does
    private bool IsAllInJson(Word only) =>
        ArgumentText.IsJson(only.Text.Span) && _method.Arguments is [{ ArgumentType: var first }, ..]
        && first != typeof(string) && ScalarText.TryGet(first, out _);

    private void Take(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            TakeInOrder([.. json.EnumerateArray().Select(static element => new Argument(element))]);
            return;
        }

        foreach (var property in json.EnumerateObject())
            TakeNamed(property.Name, Find(property.Name), new Argument(property.Value), mayRepeat: false);
    }

    private void Take(List<Word> words)
    {
        var plain = new List<Argument>();
        var mayName = true;
        for (var i = 0; i < words.Count; i++)
        {
            var (text, isQuoted) = words[i];
            if (!mayName || isQuoted)
            {
                plain.Add(new(text));
                continue;
            }

            if (text.Span.SequenceEqual("--"u8))
            {
                mayName = false;
                continue;
            }

            var isOption = text.Span.StartsWith("--"u8);
            var equals = text.Span.IndexOf((byte)'=');
            var name = Encoding.UTF8.GetString((equals < 0 ? text : text[..equals]).Span[(isOption ? 2 : 0)..]);
            if (isOption)
                TakeNamed(name, Find(name), equals >= 0 ? new(text[(equals + 1)..]) : ValueOf(Find(name), words, ref i), mayRepeat: true);
            else if (equals > 0 && _method.TryFind(name, out var parameter))
                TakeNamed(name, parameter, new(text[(equals + 1)..]), mayRepeat: true);
            else
                plain.Add(new(text));
        }

        TakeInOrder(plain);
    }

    // the name of a switch is enough; only true or false may follow it as a word of its own
    private static Argument ValueOf(Parameter parameter, List<Word> words, ref int at)
    {
        var next = at + 1 < words.Count ? words[at + 1].Text : default;
        if (parameter.IsSwitch && !next.Span.SequenceEqual("true"u8) && !next.Span.SequenceEqual("false"u8))
            return new("true"u8.ToArray());
        if (at + 1 == words.Count)
            throw new RefusalException(Errno.EINVAL, $"--{parameter.Name} is to be followed by {parameter.Expected}");
        at++;
        return new(next);
    }

    private Parameter Find(string name) => _method.TryFind(name, out var parameter)
        ? parameter
        : throw new RefusalException(Errno.EINVAL, $"there is no parameter {Quoted(name)}: {Names()}; a word that is no name is written after --");

    private void TakeNamed(string name, Parameter parameter, Argument argument, bool mayRepeat)
    {
        ref var given = ref _given[parameter.Position];
        if (given is not null && !(mayRepeat && parameter.IsParams))
            throw new RefusalException(Errno.EINVAL, $"{Quoted(name)} is given twice");
        (given ??= []).Add(argument);
    }

    // what has a name already is passed over
    private void TakeInOrder(List<Argument> arguments)
    {
        var taken = 0;
        foreach (var parameter in _method.Arguments)
        {
            if (taken == arguments.Count)
                return;
            if (_given[parameter.Position] is not null)
                continue;
            var count = parameter.IsParams ? arguments.Count - taken : 1;
            _given[parameter.Position] = arguments.GetRange(taken, count);
            taken += count;
        }

        if (taken < arguments.Count)
        {
            var given = _given.Sum(static each => each?.Count ?? 0) + arguments.Count - taken;
            throw new RefusalException(Errno.EINVAL, string.Create(CultureInfo.InvariantCulture, $"{Names()}, but {given} arguments were given"));
        }
    }

    private string Names() => _method.Arguments.Length == 0
        ? "it takes no arguments"
        : $"it takes {string.Join(", ", _method.Arguments.Select(static parameter => parameter.Name))}";

    private static string Quoted(string name) => Refused.Quote(Encoding.UTF8.GetBytes(name));
}
