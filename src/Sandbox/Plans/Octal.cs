namespace Sandbox.Plans;

/// <summary>File modes as they are written everywhere: in octal.</summary>
internal static class Octal
{
    public static string Format(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}
