using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sandbox.Json;

/// <summary>Durations as numbers of seconds, or as texts with a unit.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number
            && reader.TryGetDecimal(out var seconds)
            && DurationText.TryFromSeconds(seconds, out var duration))
        {
            return duration;
        }

        return reader.TokenType == JsonTokenType.String && DurationText.TryParse(reader.GetString(), out duration)
            ? duration
            : throw new DocumentValueException(DurationText.Expected);
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(DurationText.Format(value));
}
