using System.Runtime.InteropServices;

namespace Sandbox.Wire;

/// <summary>One argument of a wrapper: a text, followed by the number of a descriptor where there is one.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct WrapperArgumentRecord
{
    /// <summary>The whole argument, or what comes before the number.</summary>
    public TextRef Text;

    /// <summary>A <see cref="WrapperDescriptor"/>.</summary>
    public uint Descriptor;

    /// <summary>Which one, from 0, for <see cref="WrapperDescriptor.Passed"/>; otherwise 0.</summary>
    public uint Index;
}
