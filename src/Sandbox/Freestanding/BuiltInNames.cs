namespace Sandbox;

/// <summary>What the built-in profiles are called, and what they are about. Texts are UTF-8.</summary>
internal static class BuiltInNames
{
    /// <summary>The size of <c>/dev/shm</c> in bytes.</summary>
    public const int SharedMemorySize = 128 * 1024 * 1024;

    /// <summary>Its mode, 01777: anybody may make files, and remove their own.</summary>
    public const int SharedMemoryMode = 0x3FF;

    public static System.ReadOnlySpan<byte> Net => "net"u8;

    public static System.ReadOnlySpan<byte> Shm => "shm"u8;

    public static System.ReadOnlySpan<byte> Gcc => "gcc"u8;

    public static System.ReadOnlySpan<byte> Python => "python"u8;

    /// <summary>The programs that <c>gcc</c> denies, each ended by a NUL.</summary>
    public static System.ReadOnlySpan<byte> GccPrograms => "/usr/bin/gcc\0/usr/bin/g++\0"u8;

    /// <summary>Those that <c>python</c> denies, likewise.</summary>
    public static System.ReadOnlySpan<byte> PythonPrograms => "/usr/bin/python\0/usr/bin/python3\0"u8;
}
