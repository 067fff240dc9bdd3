using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Outputs;

/// <summary>The outputs of one run, on their way from the run's own directory to where they belong.</summary>
internal sealed class OutputTransfer : IDisposable
{
    private const uint OwnerOnly = 0x1C0; // 0700
    private const uint AreaMode = 0x1ED; // 0755

    private readonly List<OutputArea> _areas;
    private readonly List<OutputTarget> _targets = [];

    // Held from the beginning: what is at their paths in the end may be something else.
    private readonly List<DescriptorHandle> _directories = [];

    /// <summary>Makes the directories the command writes to, and holds those the outputs go to.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="scratch">The run's own directory.</param>
    /// <exception cref="SandboxSpecException">An output could not be put in its place.</exception>
    /// <exception cref="SandboxSetupException">The directories cannot be made.</exception>
    public OutputTransfer(SandboxSpec spec, ScratchDirectory scratch)
    {
        _areas = OutputArea.Of(spec.Outputs);
        try
        {
            foreach (var area in _areas)
            {
                _targets.Add(OutputTarget.Open(area.Path, $"outputs[{area.Outputs[0].Index}]"));
                _directories.Add(Make(scratch, area));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Takes out what the command has made. Nothing of it runs any more.</summary>
    /// <returns>What could not be, in the order of the spec.</returns>
    public ImmutableArray<SandboxOutputError> TakeOut()
    {
        var errors = new SortedDictionary<int, SandboxOutputError>();
        foreach (var (area, target, directory) in _areas.Zip(_targets, _directories))
        {
            // The command may have taken every right to it away.
            LibC.fchmod(directory.Number, OwnerOnly);
            foreach (var (index, name) in area.Outputs)
            {
                if (TakeOut(directory, target, name) is var (problem, isMissing))
                {
                    errors.Add(index, new SandboxOutputError($"{area.Path}/{name}", problem, isMissing));
                }
            }
        }

        return [.. errors.Values];
    }

    /// <summary>Removes what outputs have replaced.</summary>
    /// <returns>What could not be removed: sentences for people.</returns>
    public ImmutableArray<string> Finish() => [.. _targets.Select(target => target.Finish()).OfType<string>()];

    /// <inheritdoc/>
    public void Dispose()
    {
        _targets.ForEach(target => target.Dispose());
        _directories.ForEach(directory => directory.Dispose());
    }

    private static unsafe DescriptorHandle Make(ScratchDirectory scratch, OutputArea area)
    {
        const int Flags = LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_NOFOLLOW | LibC.O_CLOEXEC;
        var path = area.In(scratch.Path);
        fixed (byte* name = OutputTarget.Bytes(Path.GetFileName(path)).AsSpan())
        {
            if (LibC.mkdirat(scratch.Handle.Number, name, AreaMode) != 0)
            {
                throw SystemError.Last("make the directory", path);
            }

            var descriptor = LibC.openat(scratch.Handle.Number, name, Flags, 0);
            return descriptor < 0 ? throw SystemError.Last("open the directory", path) : new DescriptorHandle(descriptor);
        }
    }

    private static (string Problem, bool IsMissing)? TakeOut(DescriptorHandle directory, OutputTarget target, string name)
    {
        try
        {
            if (!Exists(directory, name))
            {
                return ("the command did not make it", true);
            }

            target.Replace(directory, name);
            return null;
        }
        catch (SandboxSetupException exception)
        {
            return (exception.Message, false);
        }
    }

    private static unsafe bool Exists(DescriptorHandle directory, string name)
    {
        FileStatus status;
        return LibC.statx(directory.Number, name, LibC.AT_SYMLINK_NOFOLLOW, LibC.STATX_TYPE, &status) == 0
            || Marshal.GetLastPInvokeError() != Errno.ENOENT;
    }
}
