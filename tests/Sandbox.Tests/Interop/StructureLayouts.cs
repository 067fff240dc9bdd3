using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace Sandbox.Tests.Interop;

/// <summary>Computes how structs of an assembly lie in memory, by the rules of StructLayout on a 64-bit machine.</summary>
internal sealed class StructureLayouts(MetadataReader metadata)
{
    private const int PointerSize = 8;

    /// <summary>Whether a type is a struct that C could have: it has members, and none of them is a managed type's.</summary>
    /// <remarks>A fixed buffer's own struct, declared inside, is part of the member it is for.</remarks>
    public bool IsStructure(TypeDefinition type) =>
        BaseName(type) == "ValueType"
        && type.GetDeclaringType().IsNil
        && type.GetFields().Any(IsInstance)
        && type.GetFields().All(field => IsUnmanaged(metadata.GetBlobReader(metadata.GetFieldDefinition(field).Signature)));

    public StructureLayout Of(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var asked = type.GetLayout();
        var members = ImmutableArray.CreateBuilder<StructureMember>();
        int end = 0, alignment = 1;
        foreach (var field in type.GetFields().Where(IsInstance).Select(metadata.GetFieldDefinition))
        {
            var (size, natural) = ReadExtent(metadata.GetBlobReader(field.Signature));
            var aligned = asked.PackingSize == 0 ? natural : Math.Min(natural, asked.PackingSize);
            var offset = field.GetOffset() is var chosen and >= 0 ? chosen : RoundUp(end, aligned);
            members.Add(new(NameOf(field), offset, size));
            end = Math.Max(end, offset + size);
            alignment = Math.Max(alignment, aligned);
        }

        return new(Math.Max(asked.Size, RoundUp(end, alignment)), alignment, members.ToImmutable());
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    private (int Size, int Alignment) ReadExtent(BlobReader signature)
    {
        signature.ReadSignatureHeader();
        var code = signature.ReadSignatureTypeCode();
        if (code == SignatureTypeCode.TypeHandle)
        {
            var layout = Of((TypeDefinitionHandle)signature.ReadTypeHandle());
            return (layout.Size, layout.Alignment);
        }

        var size = code switch
        {
            SignatureTypeCode.Boolean or SignatureTypeCode.Byte or SignatureTypeCode.SByte => 1,
            SignatureTypeCode.Int16 or SignatureTypeCode.UInt16 or SignatureTypeCode.Char => 2,
            SignatureTypeCode.Int32 or SignatureTypeCode.UInt32 or SignatureTypeCode.Single => 4,
            SignatureTypeCode.Int64 or SignatureTypeCode.UInt64 or SignatureTypeCode.Double => 8,
            _ => PointerSize,
        };
        return (size, size);
    }

    private static bool IsUnmanaged(BlobReader signature)
    {
        signature.ReadSignatureHeader();
        return signature.ReadSignatureTypeCode() switch
        {
            SignatureTypeCode.TypeHandle => signature.ReadTypeHandle().Kind == HandleKind.TypeDefinition,
            SignatureTypeCode.Pointer => true,
            var code => code is >= SignatureTypeCode.Boolean and <= SignatureTypeCode.Double
                or SignatureTypeCode.IntPtr or SignatureTypeCode.UIntPtr,
        };
    }

    // A property's field is called <Name>k__BackingField.
    private string NameOf(FieldDefinition field) => metadata.GetString(field.Name).Split('<', '>') switch
    {
        [_, var property, _] => property,
        var name => name[0],
    };

    private bool IsInstance(FieldDefinitionHandle field) =>
        (metadata.GetFieldDefinition(field).Attributes & FieldAttributes.Static) == 0;

    private string BaseName(TypeDefinition type) => type.BaseType.Kind switch
    {
        _ when type.BaseType.IsNil => "",
        HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type.BaseType).Name),
        HandleKind.TypeDefinition => metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)type.BaseType).Name),
        _ => "",
    };
}
