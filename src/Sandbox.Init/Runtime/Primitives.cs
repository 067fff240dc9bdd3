// The types the C# compiler insists on. The layout of the numeric ones is built into both compilers, so they are empty.
namespace System;

public class Object
{
    // ilc lays instances out from the declared fields, and each one begins with this.
    public nint MethodTable;
}

public abstract class ValueType;

public abstract class Enum : ValueType;

public struct Void;

public struct Boolean;

public struct Char;

public struct SByte;

public struct Byte;

public struct Int16;

public struct UInt16;

public struct Int32
{
    public const int MaxValue = 0x7FFF_FFFF;
}

public struct UInt32
{
    public const uint MaxValue = 0xFFFF_FFFF;
}

public struct Int64;

public struct UInt64
{
    public const ulong MaxValue = 0xFFFF_FFFF_FFFF_FFFF;
}

public struct IntPtr;

public struct UIntPtr;

public struct Single;

public struct Double;
