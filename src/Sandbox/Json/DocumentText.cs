using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sandbox.Json;

/// <summary>Texts in and about JSON documents.</summary>
internal static class DocumentText
{
    /// <summary>A text value, or null where it is none or not valid Unicode, such as half a surrogate pair.</summary>
    public static string? Of(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member's name, or null where it is not valid Unicode.</summary>
    public static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The first member with a name, or null. The parser's own look-up throws at invalid names.</summary>
    public static JsonElement? Find(JsonElement element, string name)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (NameOf(member) == name)
            {
                return member.Value;
            }
        }

        return null;
    }

    /// <summary>A value as messages quote it.</summary>
    public static string Show(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => TextRules.Show(element.GetRawText()),
        JsonValueKind.String when Of(element) is { } text => TextRules.Show(text),
        var kind => Describe(kind),
    };

    /// <summary>A member's name for a path: as it is, or quoted where that could be misread.</summary>
    public static string Printable(string name) =>
        name.Length <= 40 && name.All(char.IsAsciiLetterOrDigit) ? name : TextRules.Show(name);

    /// <summary>What a type takes, in the words of JSON.</summary>
    public static string Describe(JsonTypeInfo info) => info switch
    {
        { Kind: JsonTypeInfoKind.Enumerable } => "a list",
        { Kind: JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary } => "an object",
        { Type: var type } when type == typeof(bool) => "true or false",
        { Type: var type } when type == typeof(int) => $"a whole number up to {int.MaxValue}",
        { Type: var type } when type == typeof(double) => "a number",
        { Type: var type } when type == typeof(uint) => $"a whole number from 0 to {uint.MaxValue}",
        { Type: var type } when type == typeof(decimal) => "a number",
        { Converter: SizeConverter } => ByteSize.Expected,
        { Converter: DurationConverter } => DurationText.Expected,
        { Converter: FileModeConverter } => $"a text of {FileModeText.Expected}",
        _ => "a text in valid Unicode",
    };

    /// <summary>What a value is, in the words of JSON.</summary>
    public static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "this text",
        JsonValueKind.Number => "this number",
        JsonValueKind.Null => "null (leave the member out for its default)",
        _ => "true or false",
    };
}
