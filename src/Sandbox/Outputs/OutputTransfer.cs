using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Outputs;

/// <summary>The outputs of one run, on their way from the run's own directory to where they belong.</summary>
internal sealed class OutputTransfer : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode AreaMode = OwnerOnly
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string _scratch;
    private readonly List<OutputArea> _areas;
    private readonly List<OutputTarget> _targets = [];

    /// <summary>Makes the directories the command writes to, and holds those the outputs go to.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="scratch">The run's own directory.</param>
    /// <exception cref="SandboxSpecException">An output could not be put in its place.</exception>
    /// <exception cref="SandboxSetupException">The directories cannot be made.</exception>
    public OutputTransfer(SandboxSpec spec, string scratch)
    {
        _scratch = scratch;
        _areas = OutputArea.Of(spec.Outputs);
        try
        {
            foreach (var area in _areas)
            {
                _targets.Add(OutputTarget.Open(area.Path, $"outputs[{area.Outputs[0].Index}]"));
                Directory.CreateDirectory(area.In(scratch), AreaMode);
            }
        }
        catch (Exception exception)
        {
            Dispose();
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw new SandboxSetupException($"could not make room for outputs in {scratch}: {exception.Message}", innerException: exception);
            }

            throw;
        }
    }

    /// <summary>Takes out what the command has made. Nothing of it runs any more.</summary>
    /// <returns>What could not be, in the order of the spec.</returns>
    public ImmutableArray<SandboxOutputError> TakeOut()
    {
        var errors = new SortedDictionary<int, SandboxOutputError>();
        foreach (var (area, target) in _areas.Zip(_targets))
        {
            foreach (var (index, name) in area.Outputs)
            {
                if (TakeOut(area, target, name) is var (problem, isMissing))
                {
                    errors.Add(index, new SandboxOutputError($"{area.Path}/{name}", problem, isMissing));
                }
            }
        }

        return [.. errors.Values];
    }

    /// <inheritdoc/>
    public void Dispose() => _targets.ForEach(target => target.Dispose());

    private (string Problem, bool IsMissing)? TakeOut(OutputArea area, OutputTarget target, string name)
    {
        try
        {
            using var directory = Open(area);
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

    // The command may have taken every right to it away.
    private DescriptorHandle Open(OutputArea area)
    {
        var path = area.In(_scratch);
        if (LibC.chmod(path, (uint)OwnerOnly) != 0)
        {
            throw SystemError.Last("enter the directory", path);
        }

        var descriptor = LibC.open(path, LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_NOFOLLOW | LibC.O_CLOEXEC, 0);
        return descriptor < 0 ? throw SystemError.Last("open the directory", path) : new DescriptorHandle(descriptor);
    }

    private static unsafe bool Exists(DescriptorHandle directory, string name)
    {
        FileStatus status;
        return LibC.statx(directory.Number, name, LibC.AT_SYMLINK_NOFOLLOW, LibC.STATX_TYPE, &status) == 0
            || Marshal.GetLastPInvokeError() != Errno.ENOENT;
    }
}
