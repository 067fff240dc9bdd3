// Names through which the C# compiler records a language feature in metadata, or asks whether it may use one.
using Internal.Runtime.CompilerHelpers;

namespace System.Runtime.CompilerServices;

public enum MethodImplOptions
{
    NoInlining = 0x0008,
    AggressiveInlining = 0x0100,
    InternalCall = 0x1000,
}

public sealed class MethodImplAttribute : Attribute
{
    public MethodImplAttribute(MethodImplOptions options)
    {
    }
}

/// <summary>Leaves locals and <c>stackalloc</c> memory of the method as they are found, instead of zeroing
/// them.</summary>
public sealed class SkipLocalsInitAttribute : Attribute;

public sealed class IsReadOnlyAttribute : Attribute;

public sealed class IsByRefLikeAttribute : Attribute;

public sealed class IsUnmanagedAttribute : Attribute;

public sealed class IsVolatile;

/// <summary>Marks the struct behind a <c>fixed byte Name[108]</c> field.</summary>
public sealed class UnsafeValueTypeAttribute : Attribute;

public sealed class FixedBufferAttribute : Attribute
{
    public FixedBufferAttribute(Type elementType, int length)
    {
    }
}

public static class RuntimeFeature
{
    // Makes nint and nuint the plain IntPtr and UIntPtr.
    public const string NumericIntPtr = nameof(NumericIntPtr);

    // Allows ref fields in ref structs.
    public const string ByRefFields = nameof(ByRefFields);
}

public sealed class IntrinsicAttribute : Attribute;

public static class RuntimeHelpers
{
    /// <summary>Constant data of a type wider than a byte; ilc replaces the call by the data's address.</summary>
    [Intrinsic]
    public static ReadOnlySpan<T> CreateSpan<T>(RuntimeFieldHandle field)
        where T : unmanaged
    {
        ConstantData.Required();
        return default;
    }
}
