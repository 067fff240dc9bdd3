// Types both compilers look up by name and that this program has no use for: there is no heap to put an object on.
namespace System;

/// <summary>Known to the compiler as <c>string</c>. Text is written as a <c>u8</c> literal instead.</summary>
public sealed class String
{
    public readonly int Length;
}

public abstract class Array
{
    public int Length;
}

/// <summary>The base ilc gives every <c>T[]</c>.</summary>
internal class Array<T> : Array;

public abstract class Delegate;

public abstract class MulticastDelegate : Delegate;

public abstract class Type;

public class Exception;

public struct RuntimeTypeHandle;

public struct RuntimeMethodHandle;

public struct RuntimeFieldHandle;
