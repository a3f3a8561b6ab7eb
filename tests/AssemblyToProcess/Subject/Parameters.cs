using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ObjectFs;

[Export]
public class Spanned
{
    public int N;
    public Spanned(ReadOnlySpan<byte> b, ref int r, in decimal d, out string o) { N = b.Length; r++; o = d.ToString(CultureInfo.InvariantCulture); }
    public Spanned(ref int r) : this("abc"u8, ref r, 1.5m, out _) { N *= 2; }
    public Spanned(params ReadOnlySpan<string> words) => N = words.Length;
    public Spanned(scoped Span<int> numbers) : this("a", "b") => numbers[0] = N;
}

[Export]
public class Attributed
{
    public string S = "";
    public Attributed() : this("a", null, 1, new(2020, 1, 1), 2.5m) { }
    public Attributed(
        [MarshalAs(UnmanagedType.LPWStr)] string marshalled, [MaybeNull, AllowNull] string? nullable, [Optional, DefaultParameterValue(7)] int optional,
        [Optional, DateTimeConstant(630822816000000000)] DateTime date, decimal money = 1.25m, DayOfWeek day = DayOfWeek.Friday,
        [CallerMemberName] string caller = "", [In] object? anything = null, dynamic? late = null, (int First, int Second) pair = default,
        nint native = 5, DateTime? maybe = null) => S = marshalled + nullable + optional + day;
    [Obsolete("old")] public Attributed(long old) : this((int)old) { }
    [Obsolete("older", DiagnosticId = "X1")] public Attributed(int older) => S = "older" + older;
}

[Export]
public class Required
{
    public required string Name { get; init; }
    [SetsRequiredMembers] public Required(string n) { Name = n; }
    [SetsRequiredMembers] public Required(int n) : this(n.ToString(CultureInfo.InvariantCulture)) { }
    public Required() { }
}

[Export]
public class Uninitialized
{
    public int Sum;
    [SkipLocalsInit] public Uninitialized(int n) { Span<int> s = stackalloc int[4]; s.Clear(); s[0] = n; Sum = s[0] + s[3]; }
    public Uninitialized() : this(3) { }
    [SkipLocalsInit] public int Twice { get => Sum * 2; set { Span<int> s = stackalloc int[2]; s[0] = value / 2; Sum = s[0]; } }
}
