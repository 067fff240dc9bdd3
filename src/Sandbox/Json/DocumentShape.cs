using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sandbox.Json;

/// <summary>
/// Compares a document with the metadata it is going to be read by, and says of each difference where it is and what
/// was expected. The serializer itself stops at the first one and speaks of .NET types.
/// </summary>
internal sealed class DocumentShape(JsonSerializerOptions options, SpecErrors errors)
{
    // Keeps a hostile document from growing into many times its size in memory.
    private const int MaxEntries = 1_000_000;

    /// <summary>Whether a missing member is told of the object that lacks it, below the document, not under its own path.</summary>
    public bool BlamesObjects { get; init; }

    /// <summary>Checks a value and everything in it.</summary>
    /// <param name="element">The value.</param>
    /// <param name="type">The type it is going to be read as.</param>
    /// <param name="path">The path of the value, empty for the document itself.</param>
    public void Check(JsonElement element, Type type, string path)
    {
        var info = options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        if (info is { Kind: JsonTypeInfoKind.None, Converter: IShortFormConverter converter })
        {
            CheckShortForm(element, options.GetTypeInfo(converter.FullForm), path);
        }
        else if (element.ValueKind != Expected(info.Kind, element.ValueKind))
        {
            errors.Add(Name(path), $"must be {Describe(info)}, not {Describe(element.ValueKind)}");
        }
        else
        {
            CheckContent(element, info, path);
        }
    }

    private void CheckShortForm(JsonElement element, JsonTypeInfo full, string path)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            CheckValue(element, options.GetTypeInfo(typeof(string)), path);
        }
        else if (element.ValueKind != Expected(full.Kind, element.ValueKind))
        {
            errors.Add(Name(path), $"must be a text or {Describe(full)}, not {Describe(element.ValueKind)}");
        }
        else
        {
            CheckContent(element, full, path);
        }
    }

    private void CheckContent(JsonElement element, JsonTypeInfo info, string path)
    {
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when info.PolymorphismOptions is { } polymorphism:
                CheckVariant(element, polymorphism, path);
                break;
            case JsonTypeInfoKind.Object:
                CheckMembers(element, info, discriminator: null, path);
                break;
            case JsonTypeInfoKind.Enumerable:
                CheckEntries(element, info, path);
                break;
            case JsonTypeInfoKind.Dictionary:
                CheckDictionary(element, info, path);
                break;
            default:
                CheckValue(element, info, path);
                break;
        }
    }

    private void CheckVariant(JsonElement element, JsonPolymorphismOptions polymorphism, string path)
    {
        var discriminator = polymorphism.TypeDiscriminatorPropertyName;
        var known = string.Join(", ", polymorphism.DerivedTypes.Select(derived => derived.TypeDiscriminator));
        if (DocumentText.Find(element, discriminator) is not { } value)
        {
            errors.Add(Join(path, discriminator), $"is missing; it is one of: {known}");
            return;
        }

        var name = DocumentText.Of(value);
        var variant = polymorphism.DerivedTypes
            .FirstOrDefault(derived => derived.TypeDiscriminator as string == name)
            .DerivedType;
        if (name is null || variant is null)
        {
            errors.Add(Join(path, discriminator), $"{DocumentText.Show(value)} is not one of: {known}");
            return;
        }

        CheckMembers(element, options.GetTypeInfo(variant), discriminator, path);
    }

    private void CheckMembers(JsonElement element, JsonTypeInfo info, string? discriminator, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!TryEnter(member, seen, path, out var name) || name == discriminator)
            {
                continue;
            }

            if (info.Properties.FirstOrDefault(property => property.Name == name) is { } property)
            {
                Check(member.Value, property.PropertyType, Join(path, name));
            }
            else
            {
                errors.Add(Join(path, name), $"is not known; known here are: {Known(info, discriminator)}");
            }
        }

        foreach (var required in info.Properties.Where(property => property.IsRequired))
        {
            var (member, problem) = BlamesObjects && path.Length > 0
                ? (path, $"'{required.Name}' is missing")
                : (Join(path, required.Name), "is missing");
            errors.Check(seen.Contains(required.Name), member, problem);
        }
    }

    private void CheckEntries(JsonElement element, JsonTypeInfo info, string path)
    {
        if (element.GetArrayLength() > MaxEntries)
        {
            errors.Add(Name(path), $"has {element.GetArrayLength()} entries; at most {MaxEntries} are taken");
            return;
        }

        var index = 0;
        foreach (var entry in element.EnumerateArray())
        {
            Check(entry, info.ElementType!, $"{path}[{index++}]");
        }
    }

    private void CheckDictionary(JsonElement element, JsonTypeInfo info, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            // Null is a value of a variable and of nothing else: it removes an inherited one.
            if (TryEnter(member, seen, path, out var name)
                && (member.Value.ValueKind != JsonValueKind.Null || !path.EndsWith("environment.variables", StringComparison.Ordinal)))
            {
                Check(member.Value, info.ElementType!, $"{path}[{TextRules.Show(name)}]");
            }
        }
    }

    private void CheckValue(JsonElement element, JsonTypeInfo info, string path)
    {
        try
        {
            element.Deserialize(info);
        }
        catch (DocumentValueException exception)
        {
            errors.Add(Name(path), $"{DocumentText.Show(element)} is not {exception.Expected}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            errors.Add(Name(path), $"must be {Describe(info)}, not {Describe(element.ValueKind)}");
        }
    }

    private bool TryEnter(JsonProperty member, HashSet<string> seen, string path, out string name)
    {
        name = DocumentText.NameOf(member) ?? string.Empty;
        if (name.Length == 0)
        {
            errors.Add(Name(path), "has a member whose name is empty or not valid text");
            return false;
        }

        if (!seen.Add(name))
        {
            errors.Add(Join(path, name), "is there twice");
            return false;
        }

        return true;
    }

    private static JsonValueKind Expected(JsonTypeInfoKind kind, JsonValueKind actual) => kind switch
    {
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => JsonValueKind.Object,
        JsonTypeInfoKind.Enumerable => JsonValueKind.Array,
        // A value's own converter tells; but null never stands for a value.
        _ => actual == JsonValueKind.Null ? JsonValueKind.Undefined : actual,
    };

    private static string Known(JsonTypeInfo info, string? discriminator) =>
        string.Join(", ", info.Properties.Select(property => property.Name).Prepend(discriminator).OfType<string>());

    private static string Describe(JsonTypeInfo info) => DocumentText.Describe(info);

    private static string Describe(JsonValueKind kind) => DocumentText.Describe(kind);

    private static string Join(string path, string name) =>
        path.Length == 0 ? DocumentText.Printable(name) : $"{path}.{DocumentText.Printable(name)}";

    private static string Name(string path) => path.Length == 0 ? SandboxSpecJson.Document : path;
}
