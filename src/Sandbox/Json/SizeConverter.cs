using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sandbox.Json;

/// <summary>Sizes as numbers of bytes, or as texts with a unit.</summary>
internal sealed class SizeConverter : JsonConverter<SizeValue>
{
    public override SizeValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var bytes) && bytes >= 0)
        {
            return new SizeValue(bytes);
        }

        return reader.TokenType == JsonTokenType.String && ByteSize.TryParse(reader.GetString(), out bytes)
            ? new SizeValue(bytes)
            : throw new DocumentValueException(ByteSize.Expected);
    }

    public override void Write(Utf8JsonWriter writer, SizeValue value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Bytes);
}
