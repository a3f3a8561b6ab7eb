using System.Globalization;

namespace ObjectFs.Objects.Tests.Values;

/// <summary>Where random values start: elsewhere in each run, unless the environment says where. A test that uses it writes it down, which is shown where it fails.</summary>
internal static class Seed
{
    private const string Variable = "OBJECTFS_TEST_SEED";

    private static readonly int Value =
        int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();

    public static Random NewRandom() => new(Value);

    public static void WriteDown() => TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Variable}={Value} repeats these values"));
}
