using System.Collections.Immutable;
using Sandbox.Outputs;
using Sandbox.Plans;
using Sandbox.Scratch.Changes;

namespace Sandbox.Scratch;

/// <summary>What one run has on disk: throwaway layers, and the directories its outputs are made in.</summary>
internal sealed class RunFiles : IDisposable
{
    private readonly SandboxSpec _spec;
    private readonly ScratchDirectory _scratch;
    private OutputTransfer? _outputs;
    private ImmutableArray<ThrowawayLayer> _layers = [];

    private RunFiles(SandboxSpec spec, ScratchDirectory scratch) => (_spec, _scratch) = (spec, scratch);

    /// <summary>The directory of the run, without links.</summary>
    public string Path => _scratch.Path;

    /// <summary>Whether a spec asks for something that is on disk while the command runs.</summary>
    public static bool AreNeeded(SandboxSpec spec) => spec.Root.Ephemeral || !spec.Outputs.IsEmpty;

    /// <summary>Makes the directory of the run, with nothing in it.</summary>
    /// <exception cref="SandboxSetupException">It cannot be made.</exception>
    public static RunFiles Create(SandboxSpec spec) => new(spec, ScratchDirectory.Create(spec.ScratchDirectory, spec.KeepScratch));

    /// <summary>Makes what a plan for the run needs.</summary>
    /// <exception cref="SandboxSpecException">An output could not be put in its place.</exception>
    /// <exception cref="SandboxSetupException">Something cannot be made.</exception>
    public void Prepare(LaunchPlan plan)
    {
        LayerDirectories.Make(plan.Layers);
        _layers = plan.Layers;
        _outputs = new OutputTransfer(_spec, _scratch);
    }

    /// <summary>Takes out what the command has made, when all of it has ended, and removes the rest.</summary>
    /// <param name="result">How it ended.</param>
    /// <returns>The same, and what only the files tell.</returns>
    public SandboxResult Finish(SandboxResult result)
    {
        var errors = _outputs!.TakeOut();
        var changes = _spec.ReportChanges ? LayerChanges.Find(_layers) : ChangeList.None;
        var left = _outputs.Finish();
        if (!_spec.KeepScratch && _scratch.Remove() is { } problem)
        {
            left = left.Add($"files of the run are left in {Path}: {problem}");
        }

        return result with
        {
            OutputErrors = [.. result.OutputErrors, .. errors],
            Changes = changes.Changes,
            KeptDirectories = _spec.KeepScratch ? [Path] : [],
            Notices = [.. result.Notices, .. changes.Gaps, .. left],
        };
    }

    /// <summary>Removes what a run that did not come to be has, also where it was to be kept.</summary>
    public void Abandon()
    {
        _scratch.Remove();
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _outputs?.Dispose();
        _scratch.Dispose();
    }
}
