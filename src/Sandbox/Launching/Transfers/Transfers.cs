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
    private readonly HashSet<int> _notMade = [];
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
    public void Miss(in ReportRecord report)
    {
        var step = (int)report.StepIndex;
        _notCollected[step] = (FailedCall)report.Call switch
        {
            FailedCall.WrongKind => "it is not a regular file",
            FailedCall.OpenTarget when report.Errno == Errno.ELOOP => "a component of its path is a symbolic link",
            _ => Errno.Describe(report.Errno),
        };
        if ((FailedCall)report.Call == FailedCall.NotMade)
        {
            _notMade.Add(step);
        }
    }

    /// <summary>The named pipes whose content could not be passed on, each with the reason; known once all was copied.</summary>
    public IEnumerable<UndeliveredOutput> Undelivered =>
        from pipe in _pipes
        where pipe.Failure is not null
        let path = _spec.NamedPipes[_pipes.IndexOf(pipe)].Path
        select new UndeliveredOutput(path, new SandboxSetupException(
            $"could not pass on what was written to {path}: {pipe.Failure!.Message}", innerException: pipe.Failure));

    /// <summary>Copies what is left in the pipes, and the files, once no process of the sandbox is alive.</summary>
    /// <param name="giveUp">Cancelled when waiting for whoever reads them is to end.</param>
    public async Task<ImmutableArray<CollectedFileResult>> FinishAsync(CancellationToken giveUp)
    {
        foreach (var pump in _pumps)
        {
            // What a destination has to say it keeps.
            await pump.FinishAsync(giveUp).ConfigureAwait(false);
        }

        var results = ImmutableArray.CreateBuilder<CollectedFileResult>(_files.Count);
        for (var index = 0; index < _files.Count; index++)
        {
            results.Add(await CopyAsync(index, _files[index], giveUp).ConfigureAwait(false));
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

    private async Task<CollectedFileResult> CopyAsync(int index, TransferDestination destination, CancellationToken giveUp)
    {
        var result = new CollectedFileResult { Path = _spec.CollectedFiles[index].Path };
        if (!_collected.TryGetValue(index, out var descriptor))
        {
            return result with
            {
                IsMissing = _notMade.Contains(index),
                Failure = _notCollected.GetValueOrDefault(index, "the sandbox was gone before it could be opened"),
            };
        }

        var failure = await TryCopyAsync(descriptor, destination, giveUp).ConfigureAwait(false) ?? destination.Failure?.Message;
        return result with
        {
            Length = destination.Length,
            IsLimitExceeded = destination.IsExceeded,
            Failure = destination.IsExceeded ? $"it has more than {_spec.CollectedFiles[index].Limit} bytes" : failure,
        };
    }

    private static async Task<string?> TryCopyAsync(DescriptorHandle descriptor, TransferDestination destination, CancellationToken giveUp)
    {
        try
        {
            return await CopyAsync(descriptor, destination, giveUp).WaitAsync(giveUp).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            return "nobody read it in time";
        }
    }

    private static async Task<string?> CopyAsync(DescriptorHandle descriptor, TransferDestination destination, CancellationToken giveUp)
    {
        using var handle = new SafeFileHandle(descriptor.DangerousGetHandle(), ownsHandle: false);
        using var source = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        var buffer = new byte[BufferSize];
        try
        {
            int length;
            while (destination.IsOpen && (length = await source.ReadAsync(buffer, giveUp).ConfigureAwait(false)) > 0)
            {
                await destination.WriteAsync(buffer.AsMemory(0, length), giveUp).ConfigureAwait(false);
            }

            await destination.CompleteAsync(giveUp).ConfigureAwait(false);
            return giveUp.IsCancellationRequested ? "nobody read it in time" : null;
        }
        catch (IOException exception)
        {
            return exception.Message;
        }
    }
}
