using Sandbox.Init.Linux;

namespace Sandbox.Isolate.Errors;

/// <summary>Switches of the kernel below /proc/sys.</summary>
internal static unsafe class Sysctl
{
    /// <returns>Whether the file is there and begins with this digit alone.</returns>
    public static bool Is(byte* path, byte digit)
    {
        var answer = Files.Open(Files.AT_FDCWD, path, Files.O_RDONLY);
        if (answer < 0)
        {
            return false;
        }

        var text = stackalloc byte[2];
        var length = Files.Read((int)answer, text, 2);
        Files.Close((int)answer);
        return length >= 1 && text[0] == digit && (length == 1 || text[1] == '\n');
    }
}
