namespace ObjectFs.Objects.Tests.Methods.Sources;

internal sealed class Brief
{
    [Export]
    public static int One() => 1;
}
