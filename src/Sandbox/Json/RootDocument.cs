using System.Text.Json.Serialization;

namespace Sandbox.Json;

/// <summary>
/// The full JSON form of a <see cref="SandboxRoot"/>; <c>"host"</c> and <c>"readonly"</c> are its short ones.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HostRootDocument), "host")]
[JsonDerivedType(typeof(ReadOnlyRootDocument), "readonly")]
[JsonDerivedType(typeof(DirectoryRootDocument), "directory")]
internal abstract record RootDocument;
