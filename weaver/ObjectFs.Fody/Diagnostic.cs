namespace ObjectFs.Weaver;

/// <summary>Every mistake that the weaver reports, and its sentence. OFS0001, a project that is not woven at all, is a target of the package's.</summary>
internal sealed class Diagnostic
{
    public static readonly Diagnostic TemplateNamesNothing = new(
        "OFS0002", "{0}: the template \"{1}\" names {2}, but {3} has no readable property or field of that name");

    public static readonly Diagnostic TemplateMalformed = new(
        "OFS0003", "{0}: the template \"{1}\" is malformed; write {{Property}}, {{Property.Property}} or {{Property:format}}");

    public static readonly Diagnostic TargetUnsupported = new(
        "OFS0004", "{0}: {1} cannot be exported; mark a class");

    public static readonly Diagnostic MemberUnsupported = new(
        "OFS0005", "{0}: {1} cannot be shown");

    public static readonly Diagnostic GenericStatic = new(
        "OFS0006", "{0}: static members of a generic class cannot be exported, there is no one class they belong to");

    public static readonly Diagnostic DuplicatePath = new(
        "OFS0007", "{0}: the path \"{1}\" is that of {2} too");

    public static readonly Diagnostic WhenNamesNothing = new(
        "OFS0008", "{0}: When = \"{1}\" names no readable bool property, and no static bool method that takes a {0}");

    public static readonly Diagnostic ModeNotOctal = new(
        "OFS0009", "{0}: Mode = \"{1}\" is not octal permission bits, 000 to 777");

    public static readonly Diagnostic DispatcherNamesNothing = new(
        "OFS0010", "{0}: Dispatcher = \"{1}\" names no readable property or field");

    public static readonly Diagnostic DispatcherMissing = new(
        "OFS0011", "{0}: Sync = Sync.Dispatcher needs Dispatcher = nameof(...) beside it");

    public static readonly Diagnostic StaticNamed = new(
        "OFS0012", "{0}: a static class has no instances to be named by \"{1}\"; give it a path of its own, without braces");

    private Diagnostic(string code, string sentence)
    {
        Code = code;
        Sentence = sentence;
    }

    /// <summary>Such as OFS0002.</summary>
    public string Code { get; }

    /// <summary>A composite format; {0} is the class or member.</summary>
    public string Sentence { get; }
}
