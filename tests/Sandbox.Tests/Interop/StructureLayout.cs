using System.Collections.Immutable;

namespace Sandbox.Tests.Interop;

/// <summary>A struct as it lies in memory.</summary>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Alignment">What its address is a multiple of.</param>
/// <param name="Members">Its members, in order.</param>
internal sealed record StructureLayout(int Size, int Alignment, ImmutableArray<StructureMember> Members);
