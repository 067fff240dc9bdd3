using System.Text.Json.Serialization;

namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="SandboxMount"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(BindDocument), "bind")]
[JsonDerivedType(typeof(TmpfsDocument), "tmpfs")]
[JsonDerivedType(typeof(ProcDocument), "proc")]
[JsonDerivedType(typeof(KernelMountDocument), "kernel")]
[JsonDerivedType(typeof(DevDocument), "dev")]
[JsonDerivedType(typeof(DirectoryDocument), "dir")]
[JsonDerivedType(typeof(SymlinkDocument), "symlink")]
[JsonDerivedType(typeof(FileDocument), "file")]
internal abstract record MountDocument
{
    public bool? KeepVisible { get; init; }
}
