namespace ObjectFs.NineP.Tests;

/// <summary>Throws once more when it is asked what happened.</summary>
internal sealed class EvilException : Exception
{
    public override string Message => throw new InvalidOperationException("there is no message");
}
