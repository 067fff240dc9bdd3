namespace Sandbox.Init.Steps;

/// <summary>Paths of what is open, through this process's own descriptors (proc_pid_fd(5)).</summary>
internal static unsafe class LayerPath
{
    /// <summary>Bytes of the longest path, with its NUL: two numbers and the names around them.</summary>
    public const int BufferSize = 2 * Digits.BufferSize + 32;

    /// <summary>The path of what a descriptor is open on.</summary>
    public static byte* Of(int descriptor, byte* buffer)
    {
        AppendDescriptor(descriptor, buffer);
        return buffer;
    }

    /// <summary>The path of a name in the directory of one layer.</summary>
    /// <param name="name">Begins with a slash.</param>
    public static byte* Of(int layers, uint layer, byte* name, byte* buffer)
    {
        var digits = stackalloc byte[Digits.BufferSize];
        var end = AppendDescriptor(layers, buffer);
        end = Digits.Append(end, "/"u8.Pointer);
        end = Digits.Append(end, Digits.Format(layer, 10, digits));
        Digits.Append(end, name);
        return buffer;
    }

    private static byte* AppendDescriptor(int descriptor, byte* buffer)
    {
        var digits = stackalloc byte[Digits.BufferSize];
        var end = Digits.Append(buffer, "/proc/self/fd/"u8.Pointer);
        return Digits.Append(end, Digits.Format((ulong)descriptor, 10, digits));
    }
}
