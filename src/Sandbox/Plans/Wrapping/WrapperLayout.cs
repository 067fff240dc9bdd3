using System.Collections.Immutable;

namespace Sandbox.Plans;

/// <summary>
/// Which passed descriptor is what, with a wrapper: first the command's own, then the wrapper's files, the command's
/// three standard streams, and sandbox-init's executable.
/// </summary>
internal sealed class WrapperLayout
{
    private readonly uint _firstFile;
    private readonly Dictionary<WrapperArgument, uint> _indexes = new(ReferenceEqualityComparer.Instance);

    public WrapperLayout(LaunchPlan plan, LaunchWrapper wrapper)
    {
        Files = [.. wrapper.Arguments.OfType<OpenedArgument>().Distinct(ReferenceEqualityComparer.Instance).Cast<OpenedArgument>()];
        _firstFile = (uint)plan.PassedDescriptors.Length;
        for (var i = 0; i < Files.Length; i++)
        {
            _indexes.Add(Files[i], _firstFile + (uint)i);
        }
    }

    /// <summary>In the order of their descriptors.</summary>
    public ImmutableArray<OpenedArgument> Files { get; }

    /// <summary>The index of the command's standard input; its output and error follow.</summary>
    public uint StandardStreams => _firstFile + (uint)Files.Length;

    /// <summary>The index of sandbox-init's executable.</summary>
    public uint Init => StandardStreams + 3;

    /// <summary>How many there are.</summary>
    public uint Count => Init + 1;

    public uint IndexOf(OpenedArgument file) => _indexes[file];
}
