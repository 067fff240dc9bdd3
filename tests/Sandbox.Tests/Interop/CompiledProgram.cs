using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Sandbox.Tests.Interop;

/// <summary>
/// An assembly of ours, read and not loaded: sandbox-init, which has a System.Object of its own, could not be. What is
/// read is what the compiler made of the sources, so no private constant is overlooked.
/// </summary>
internal sealed class CompiledProgram
{
    // An assembly also holds types that are another's, compiled from the same sources; they are read there.
    private CompiledProgram(string name, string fileName, string kernelNamespace, string ownNamespace = "")
    {
        Name = name;
        KernelNamespace = kernelNamespace;
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, fileName));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        var layouts = new StructureLayouts(metadata);
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            var typeName = FullName(metadata, handle);
            if (!typeName.StartsWith(ownNamespace, StringComparison.Ordinal))
            {
                continue;
            }

            foreach (var field in type.GetFields())
            {
                ReadConstant(metadata, typeName, metadata.GetFieldDefinition(field));
            }

            if (layouts.IsStructure(type))
            {
                Structures.Add(typeName, layouts.Of(handle));
            }
        }
    }

    /// <summary>The library.</summary>
    public static CompiledProgram Engine { get; } = new("engine", "Sandbox.dll", "Sandbox.Linux.");

    /// <summary>sandbox-init.</summary>
    public static CompiledProgram Init { get; } = new("init", "Sandbox.Init.dll", "Sandbox.Init.Linux.");

    /// <summary>libsandbox-isolate.so.</summary>
    public static CompiledProgram Isolate { get; } =
        new("isolate", "Sandbox.Isolate.dll", "Sandbox.Isolate.Linux.", ownNamespace: "Sandbox.Isolate.");

    public static ImmutableArray<CompiledProgram> All => [Engine, Init, Isolate];

    public string Name { get; }

    /// <summary>What the names of types that speak to the kernel begin with.</summary>
    public string KernelNamespace { get; }

    /// <summary>Every constant and enum member, by its type's full name and its own.</summary>
    public SortedDictionary<string, object> Constants { get; } = new(StringComparer.Ordinal);

    /// <summary>Every struct that C could have, by its full name.</summary>
    public SortedDictionary<string, StructureLayout> Structures { get; } = new(StringComparer.Ordinal);

    /// <summary>The full name of something that may be named without <see cref="KernelNamespace"/>.</summary>
    public string Resolve(string name) =>
        new[] { name, KernelNamespace + name }.FirstOrDefault(full => Constants.ContainsKey(full) || Structures.ContainsKey(full))
        ?? throw new KeyNotFoundException($"{Name} has neither a constant nor a struct {name}; is it gone from the sources?");

    public override string ToString() => Name;

    private static string FullName(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? $"{FullName(metadata, outer)}.{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    private void ReadConstant(MetadataReader metadata, string typeName, FieldDefinition field)
    {
        if (field.GetDefaultValue() is not { IsNil: false } handle)
        {
            return;
        }

        var constant = metadata.GetConstant(handle);
        if (metadata.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode) is { } value and not string)
        {
            Constants.Add($"{typeName}.{metadata.GetString(field.Name)}", value);
        }
    }
}
