using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>
/// Turns a span over anything but constants into an error of the build: no file defines the symbol, so the link fails
/// as soon as code that could reach it is compiled.
/// </summary>
internal static class ConstantData
{
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "a_ReadOnlySpan_holds_constants_only")]
    internal static extern void Required();
}
