using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Sandbox.Json;

namespace Sandbox;

/// <summary>Lists of changes as JSON Lines: one object for each change, in the form docs/json.md describes.</summary>
public static class SandboxChangesJson
{
    private static readonly SandboxChangeAspects[] AllAspects =
        [.. Enum.GetValues<SandboxChangeAspects>().Where(aspect => aspect != SandboxChangeAspects.None)];

    /// <summary>Writes changes, each with a newline at its end.</summary>
    public static string Write(ImmutableArray<SandboxChange> changes)
    {
        var text = new StringBuilder();
        foreach (var change in changes)
        {
            text.Append(JsonLayout.Write(Convert(change), ReportJsonContext.Default.ChangeDocument, indented: false)).Append('\n');
        }

        return text.ToString();
    }

    private static ChangeDocument Convert(SandboxChange change) => new()
    {
        Change = Name(change.Kind),
        Path = change.Path,
        PathBytes = Utf8.IsValid(change.PathBytes.AsSpan()) ? null : [.. change.PathBytes],
        Type = Name(change.Type),
        Aspects = change.Kind == SandboxChangeKind.Modified
            ? [.. AllAspects.Where(aspect => change.Aspects.HasFlag(aspect)).Select(Name)]
            : null,
    };

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
