namespace Sandbox.Tests.Interop;

/// <summary>A member of a struct.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Offset">Bytes from the start of the struct.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record StructureMember(string Name, int Offset, int Size);
