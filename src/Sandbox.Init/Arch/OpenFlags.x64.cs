namespace Sandbox.Init;

/// <summary>O_* flags of open(2) whose values differ between architectures: those of x86-64.</summary>
internal static class OpenFlags
{
    public const int O_DIRECTORY = 0x10000;
    public const int O_NOFOLLOW = 0x20000;
}
