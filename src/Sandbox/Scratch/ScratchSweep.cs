using System.Collections.Immutable;
using Sandbox.Linux;

namespace Sandbox.Scratch;

/// <summary>Removes what dead owners of scratch directories left.</summary>
internal static class ScratchSweep
{
    /// <summary>Removes what dead owners left in a directory. What cannot be removed stays.</summary>
    public static void Run(string directory)
    {
        using var place = new DescriptorHandle(LibC.open(directory, LibC.O_PATH | LibC.O_DIRECTORY | LibC.O_CLOEXEC, 0));
        Run(place, directory);
    }

    /// <param name="directory">The directory they are in.</param>
    /// <param name="path">What it is called.</param>
    public static void Run(DescriptorHandle directory, string path)
    {
        foreach (var name in Candidates(directory, path))
        {
            using var place = ScratchEntry.OpenOwn(directory, name);
            if (place is not null && LibC.flock(place.Number, LibC.LOCK_EX | LibC.LOCK_NB) == 0)
            {
                ScratchEntry.TryRemove(directory, name, place, $"{path}/{ScratchEntry.Text(name)}");
            }
        }
    }

    private static ImmutableArray<ImmutableArray<byte>> Candidates(DescriptorHandle directory, string path)
    {
        using var readable = ScratchEntry.OpenAt(directory, [(byte)'.', 0]);
        try
        {
            // One that can be written and not read serves all the same.
            return readable.IsInvalid ? [] : [.. DirectoryEntry.ReadAll(readable, path).Select(entry => entry.Name).Where(IsCandidate)];
        }
        catch (SandboxSetupException)
        {
            return [];
        }
    }

    private static bool IsCandidate(ImmutableArray<byte> name) =>
        ScratchEntry.Text(name) is var text
        && text.StartsWith(ScratchDirectory.NamePrefix, StringComparison.Ordinal)
        && Guid.TryParseExact(text[ScratchDirectory.NamePrefix.Length..], "N", out _);
}
