using System.Collections.Immutable;
using System.Text.Json;
using Sandbox.Images.Extraction;

namespace Sandbox.Images;

/// <summary>Reads manifests.</summary>
internal static class ImageManifest
{
    private const string Kind = "ImageManifest";

    /// <summary>Reads a manifest from UTF-8.</summary>
    /// <exception cref="ImageFormatException">It is none.</exception>
    public static AppContainerManifest Parse(ReadOnlySpan<byte> json)
    {
        var document = Read(json);
        if (document.AcKind != Kind)
        {
            throw new ImageFormatException($"its manifest has acKind {Show(document.AcKind)}, not {Kind}");
        }

        return new AppContainerManifest
        {
            Name = Text(document.Name, "name"),
            Exec = [.. (document.App?.Exec ?? []).Select(word => Text(word, "app.exec", mayBeEmpty: true))],
            WorkingDirectory = document.App?.WorkingDirectory is { Length: > 0 } directory ? AbsolutePath(directory) : null,
            Environment = Variables(document.App?.Environment ?? []),
        };
    }

    private static ImageManifestDocument Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ImageManifestContext.Default.ImageManifestDocument)
                ?? throw new ImageFormatException("its manifest is null");
        }
        catch (JsonException exception)
        {
            throw new ImageFormatException($"its manifest is no valid JSON: {exception.Message}", exception);
        }
    }

    private static ImmutableArray<KeyValuePair<string, string>> Variables(IEnumerable<ImageManifestDocument.VariableDocument?> variables) =>
        [.. variables.Select(variable => KeyValuePair.Create(
            Text(variable?.Name, "app.environment.name") is var name && !name.Contains('=', StringComparison.Ordinal)
                ? name
                : throw new ImageFormatException($"its manifest has a variable {Show(name)}"),
            Text(variable?.Value ?? "", "app.environment.value", mayBeEmpty: true)))];

    private static string AbsolutePath(string value) => value[0] == '/'
        ? Text(value, "app.workingDirectory")
        : throw new ImageFormatException($"its manifest has an app.workingDirectory that is not absolute: {Show(value)}");

    private static string Text(string? value, string member, bool mayBeEmpty = false) =>
        value is not null && (mayBeEmpty || value.Length > 0) && !value.Contains('\0', StringComparison.Ordinal)
            ? value
            : throw new ImageFormatException($"its manifest has no valid {member}: {Show(value)}");

    private static string Show(string? value) => value is null ? "null" : ArchivePath.Show(value);
}
