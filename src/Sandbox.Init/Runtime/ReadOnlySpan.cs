using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>
/// Constant data: what <c>"..."u8</c> and <c>static ReadOnlySpan&lt;int&gt; T =&gt; [1, 2]</c> evaluate to. The
/// compiler puts the bytes into the executable's read-only data, which never moves, so <see cref="Pointer"/> may be
/// kept. A <c>u8</c> literal is followed by a NUL that <see cref="Length"/> does not count (the C# language reference
/// promises it), so <c>"/proc"u8.Pointer</c> is a C string.
/// </summary>
public readonly unsafe ref struct ReadOnlySpan<T>
    where T : unmanaged
{
    public readonly T* Pointer;
    public readonly int Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan(void* pointer, int length)
    {
        Pointer = (T*)pointer;
        Length = length;
    }

    // The compiler demands the conversions from an array before it accepts constant data, and calls them for other data
    // only.
    public ReadOnlySpan(T[] array) => ConstantData.Required();

    public ReadOnlySpan(T[] array, int start, int length) => ConstantData.Required();

    public static implicit operator ReadOnlySpan<T>(T[] array) => new(array);

    public ref readonly T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)Length)
            {
                FailFast.Exit();
            }

            return ref Pointer[index];
        }
    }

    /// <summary>Lets <c>fixed (byte* p = span)</c> compile; <see cref="Pointer"/> says the same in fewer
    /// words.</summary>
    public ref readonly T GetPinnableReference() => ref *Pointer;
}
