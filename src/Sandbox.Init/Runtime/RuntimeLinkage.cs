// ilc's own way of naming symbols across the boundary between C# and assembly.
namespace System.Runtime;

/// <summary>Gives a static method a symbol that assembly and the compiler's own helper calls can name.</summary>
public sealed class RuntimeExportAttribute : Attribute
{
    public RuntimeExportAttribute(string entry)
    {
    }
}

/// <summary>Binds an <c>InternalCall</c> method to a symbol: a direct call, without any marshalling.</summary>
public sealed class RuntimeImportAttribute : Attribute
{
    public RuntimeImportAttribute(string library, string entry)
    {
    }
}
