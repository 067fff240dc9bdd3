using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>
/// What is taken out of one sandbox besides its streams: named pipes while it runs, files at its end. sandbox-init opens
/// both inside and hands their descriptors out.
/// </summary>
internal sealed class Transfers : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly LaunchPlan _plan;
    private readonly SandboxSpec _spec;
    private readonly List<TransferDestination> _pipes = [];
    private readonly List<TransferDestination> _files = [];
    private readonly List<OutputPump> _pumps = [];
    private readonly Dictionary<int, DescriptorHandle> _collected = [];
    private readonly Dictionary<int, string> _notCollected = [];
    private Action _onEnd = () => { };

    private Transfers(LaunchPlan plan, SandboxSpec spec)
    {
        _plan = plan;
        _spec = spec;
    }

    /// <summary>Whether there was more than some limit; known for certain once all was copied.</summary>
    public bool IsLimitExceeded => _pipes.Concat(_files).Any(destination => destination.IsExceeded);

    /// <summary>Opens every destination.</summary>
    /// <exception cref="SandboxSetupException">A file cannot be opened.</exception>
    public static Transfers Open(LaunchPlan plan, SandboxSpec spec)
    {
        var transfers = new Transfers(plan, spec);
        try
        {
            // A probe hands nothing out.
            if (!plan.SetupOnly)
            {
                transfers.OpenDestinations();
            }

            return transfers;
        }
        catch
        {
            transfers.Dispose();
            throw;
        }
    }

    /// <param name="onEnd">Called when a named pipe held more than it may, or can't be passed on.</param>
    public void Start(Action onEnd) => _onEnd = onEnd;

    /// <summary>Takes what sandbox-init handed out.</summary>
    /// <param name="report">A report of kind Handed.</param>
    /// <param name="descriptor">What came with it, or null where the limit on descriptors left no room for it.</param>
    /// <exception cref="SandboxSetupException">A named pipe did not arrive.</exception>
    public void Take(in ReportRecord report, DescriptorHandle? descriptor)
    {
        var step = (int)report.StepIndex;
        if ((PlanStage)report.Stage == PlanStage.Collect && step < _files.Count)
        {
            if (descriptor is null || !_collected.TryAdd(step, descriptor))
            {
                _notCollected[step] = "there was no descriptor left for it";
            }

            return;
        }

        var index = _plan.Setup.Take(step).Count(earlier => earlier is MakeFifoStep);
        if (descriptor is null || index >= _pipes.Count)
        {
            descriptor?.Dispose();
            throw new SandboxSetupException($"could not take over {_plan.Setup[step]}: there was no descriptor left", "raise the limit (ulimit -n)");
        }

        var pump = new OutputPump(descriptor, _pipes[index]);
        _pumps.Add(pump);
        pump.Start();
    }

    /// <summary>Notes why a file could not be taken.</summary>
    /// <param name="report">A report of kind NotCollected.</param>
    public void Miss(in ReportRecord report) => _notCollected[(int)report.StepIndex] = (FailedCall)report.Call switch
    {
        FailedCall.WrongKind => "it is not a regular file",
        FailedCall.OpenTarget when report.Errno == Errno.ELOOP => "a component of its path is a symbolic link",
        _ => Errno.Describe(report.Errno),
    };

    /// <summary>Copies what is left in the pipes, and the files, once no process of the sandbox is alive.</summary>
    /// <exception cref="Exception">Whatever a stream of the caller threw.</exception>
    public async Task<ImmutableArray<CollectedFileResult>> FinishAsync()
    {
        foreach (var pump in _pumps)
        {
            await pump.FinishAsync().ConfigureAwait(false);
        }

        if (_pipes.FirstOrDefault(pipe => pipe.Failure is not null) is { Failure: { } failure } broken)
        {
            var path = _spec.NamedPipes[_pipes.IndexOf(broken)].Path;
            throw new SandboxSetupException($"could not pass on what was written to {path}: {failure.Message}", innerException: failure);
        }

        var results = ImmutableArray.CreateBuilder<CollectedFileResult>(_files.Count);
        for (var index = 0; index < _files.Count; index++)
        {
            results.Add(await CopyAsync(index, _files[index]).ConfigureAwait(false));
        }

        return results.DrainToImmutable();
    }

    public void Dispose()
    {
        _pumps.ForEach(pump => pump.Dispose());
        _pipes.ForEach(destination => destination.Dispose());
        _files.ForEach(destination => destination.Dispose());
        foreach (var descriptor in _collected.Values)
        {
            descriptor.Dispose();
        }
    }

    private void OpenDestinations()
    {
        foreach (var pipe in _spec.NamedPipes)
        {
            _pipes.Add(TransferDestination.Open(pipe.Destination, pipe.Limit, () => _onEnd()));
        }

        foreach (var file in _spec.CollectedFiles)
        {
            // The command has ended by then.
            _files.Add(TransferDestination.Open(file.Destination, file.Limit, () => { }));
        }
    }

    private async Task<CollectedFileResult> CopyAsync(int index, TransferDestination destination)
    {
        var result = new CollectedFileResult { Path = _spec.CollectedFiles[index].Path };
        if (!_collected.TryGetValue(index, out var descriptor))
        {
            return result with { Failure = _notCollected.GetValueOrDefault(index, "the sandbox was gone before it could be opened") };
        }

        var failure = await CopyAsync(descriptor, destination).ConfigureAwait(false) ?? destination.Failure?.Message;
        return result with
        {
            Length = destination.Length,
            IsLimitExceeded = destination.IsExceeded,
            Failure = destination.IsExceeded ? $"it has more than {_spec.CollectedFiles[index].Limit} bytes" : failure,
        };
    }

    private static async Task<string?> CopyAsync(DescriptorHandle descriptor, TransferDestination destination)
    {
        using var handle = new SafeFileHandle(descriptor.DangerousGetHandle(), ownsHandle: false);
        using var source = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        var buffer = new byte[BufferSize];
        try
        {
            int length;
            while (destination.IsOpen && (length = await source.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                await destination.WriteAsync(buffer.AsMemory(0, length)).ConfigureAwait(false);
            }

            await destination.CompleteAsync().ConfigureAwait(false);
            return null;
        }
        catch (IOException exception)
        {
            return exception.Message;
        }
    }
}
