namespace Sandbox;

/// <summary>
/// The pieces of what a denied program says: <c>sandbox: PATH is not allowed here</c>, and where a profile denies it,
/// <c>: profile 'NAME' denies it</c>.
/// </summary>
internal static class DenialText
{
    public static System.ReadOnlySpan<byte> BeforePath => "sandbox: "u8;

    public static System.ReadOnlySpan<byte> AfterPath => " is not allowed here"u8;

    public static System.ReadOnlySpan<byte> BeforeReason => ": "u8;

    public static System.ReadOnlySpan<byte> BeforeProfile => "profile '"u8;

    public static System.ReadOnlySpan<byte> AfterProfile => "' denies it"u8;
}
