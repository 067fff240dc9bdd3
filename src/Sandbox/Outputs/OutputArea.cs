using System.Collections.Immutable;
using System.Globalization;

namespace Sandbox.Outputs;

/// <summary>
/// A directory that declared outputs are made in. What the command writes there goes to a directory on disk of the run's
/// own, of which only the outputs are taken out.
/// </summary>
/// <param name="Path">The directory, as it is named inside and on the host.</param>
/// <param name="Number">Counted from 0.</param>
/// <param name="Outputs">The outputs in it: their places in the spec, and their names.</param>
internal sealed record OutputArea(string Path, int Number, ImmutableArray<(int Index, string Name)> Outputs)
{
    /// <summary>The areas for a spec's outputs, in the order of paths: one for each directory, also where one lies in another.</summary>
    public static List<OutputArea> Of(ImmutableArray<string> outputs) =>
    [
        .. outputs
            .Select((path, index) => (Directory: System.IO.Path.GetDirectoryName(path)!, Index: index, Name: System.IO.Path.GetFileName(path)))
            .GroupBy(output => output.Directory, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select((group, number) => new OutputArea(group.Key, number, [.. group.Select(output => (output.Index, output.Name))])),
    ];

    /// <summary>Where it is in the run's own directory.</summary>
    public string In(string scratch) => string.Create(CultureInfo.InvariantCulture, $"{scratch}/output-{Number}");
}
