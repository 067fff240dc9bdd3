using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sandbox.Json;

/// <summary>Modes as octal text. A number is refused: 755 in JSON is decimal, and never what was meant.</summary>
internal sealed class FileModeConverter : JsonConverter<UnixFileMode>
{
    public override UnixFileMode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && FileModeText.TryParse(reader.GetString(), out var mode)
            ? mode
            : throw new DocumentValueException($"a text of {FileModeText.Expected}");

    public override void Write(Utf8JsonWriter writer, UnixFileMode value, JsonSerializerOptions options) =>
        writer.WriteStringValue(FileModeText.Format(value));
}
