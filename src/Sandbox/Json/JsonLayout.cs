using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sandbox.Json;

/// <summary>How documents are written: for people and programs to read, on one line or indented.</summary>
internal static class JsonLayout
{
    public static string Write<T>(T document, JsonTypeInfo<T> typeInfo, bool indented)
    {
        using var content = new MemoryStream();
        // Readable rather than safe to paste into HTML, which these documents never are.
        var encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        var options = new JsonWriterOptions { Indented = indented, Encoder = encoder };
        using (var writer = new Utf8JsonWriter(content, options))
        {
            JsonSerializer.Serialize(writer, document, typeInfo);
        }

        return Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length);
    }
}
