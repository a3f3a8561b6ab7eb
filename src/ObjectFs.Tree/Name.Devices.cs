namespace ObjectFs.Tree;

/// <content>Names that Windows takes for devices, whatever directory they are in and whatever follows their first dot.</content>
public static partial class Name
{
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

    private static bool IsDevice(ReadOnlySpan<char> text)
    {
        var dot = text.IndexOf('.');
        var stem = (dot < 0 ? text : text[..dot]).TrimEnd(' ');
        foreach (var device in Devices)
        {
            if (stem.Equals(device, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        // Latin-1's superscript digits count as digits there.
        return stem.Length == 4 && stem[3] is ((>= '1' and <= '9') or '¹' or '²' or '³')
            && (stem[..3].Equals("COM", StringComparison.OrdinalIgnoreCase) || stem[..3].Equals("LPT", StringComparison.OrdinalIgnoreCase));
    }
}
