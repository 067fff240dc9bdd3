using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Sandbox.Json;

/// <summary>Reads a text as the short form and everything else as the full one.</summary>
internal sealed class ShortFormConverter<T> : JsonConverter<ShortForm<T>>, IShortFormConverter
    where T : class
{
    /// <inheritdoc/>
    public Type FullForm => typeof(T);

    public override ShortForm<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new ShortForm<T>(reader.GetString(), null)
            : new ShortForm<T>(null, JsonSerializer.Deserialize(ref reader, TypeInfo(options)));

    public override void Write(Utf8JsonWriter writer, ShortForm<T> value, JsonSerializerOptions options)
    {
        if (value.Full is { } full)
        {
            JsonSerializer.Serialize(writer, full, TypeInfo(options));
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }

    private static JsonTypeInfo<T> TypeInfo(JsonSerializerOptions options) =>
        (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
