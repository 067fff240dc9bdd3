using System.Text.Json.Serialization;

namespace Sandbox.Json;

/// <summary>
/// The full JSON form of a <see cref="SandboxRoot"/>; <c>"host"</c>, <c>"readonly"</c>, <c>"hermetic"</c> and
/// <c>"empty"</c> are its short ones.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HostRootDocument), "host")]
[JsonDerivedType(typeof(ReadOnlyRootDocument), "readonly")]
[JsonDerivedType(typeof(DirectoryRootDocument), "directory")]
[JsonDerivedType(typeof(EmptyRootDocument), "empty")]
[JsonDerivedType(typeof(HermeticRootDocument), "hermetic")]
internal abstract record RootDocument
{
    public bool? Ephemeral { get; init; }
}
