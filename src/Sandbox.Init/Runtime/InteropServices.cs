namespace System.Runtime.InteropServices;

public enum LayoutKind
{
    Sequential = 0,
    Explicit = 2,
    Auto = 3,
}

public enum CharSet
{
    Ansi = 2,
}

public sealed class StructLayoutAttribute : Attribute
{
    public int Pack;
    public int Size;
    public CharSet CharSet;

    public StructLayoutAttribute(LayoutKind layoutKind)
    {
    }
}

public sealed class FieldOffsetAttribute : Attribute
{
    public FieldOffsetAttribute(int offset)
    {
    }
}

/// <summary>Recorded on <c>in</c> parameters of function pointers.</summary>
public sealed class InAttribute : Attribute;

/// <summary>Recorded on <c>where T : unmanaged</c>.</summary>
public static class UnmanagedType;
