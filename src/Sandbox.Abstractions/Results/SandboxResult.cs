using System.Collections.Immutable;
using System.Text;

namespace Sandbox;

/// <summary>How a command ended that was run. A command that could not be run is an exception instead.</summary>
public sealed record SandboxResult
{
    /// <summary>How it ended.</summary>
    public required SandboxStatus Status { get; init; }

    /// <summary>The command's exit code, 0 to 255; null when a signal ended it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The number of the signal that ended it (signal(7)); null when it exited.</summary>
    public int? Signal { get; init; }

    /// <summary>The back-end it ran in.</summary>
    public required string Backend { get; init; }

    /// <summary>From the request to the end of the last process.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What the tree used.</summary>
    public SandboxUsage Usage { get; init; } = new();

    /// <summary>What was dropped or replaced because degrading was allowed; otherwise empty.</summary>
    public ImmutableArray<SandboxWarning> Warnings { get; init; } = [];

    /// <summary>The back-ends that were preferred to <see cref="Backend"/> and could not serve, with the reasons.</summary>
    public ImmutableArray<SandboxBackendReport> PassedOver { get; init; } = [];

    /// <summary>
    /// What the run changed of an ephemeral root, by <see cref="SandboxSpec.ReportChanges"/>: paths inside, in the order of
    /// their bytes. Renamed is deleted and added; of a directory that is deleted or added, everything in it is listed too.
    /// </summary>
    public ImmutableArray<SandboxChange> Changes { get; init; } = [];

    /// <summary>What became of <see cref="SandboxSpec.CollectedFiles"/>, in their order.</summary>
    public ImmutableArray<CollectedFileResult> CollectedFiles { get; init; } = [];

    /// <summary>What was captured of standard output; empty where it was not captured.</summary>
    public ReadOnlyMemory<byte> StandardOutput { get; init; }

    /// <summary>What was captured of standard error; empty where it was not captured.</summary>
    public ReadOnlyMemory<byte> StandardError { get; init; }

    /// <summary>
    /// Whether some of what the command wrote to its standard output is missing where it was to go: it was captured and had more
    /// bytes than <see cref="CaptureOutput.Limit"/>, or nobody read it in time when a limit or a kill had ended the run. What is
    /// over <see cref="SandboxLimits.Output"/> is told by <see cref="Status"/>.
    /// </summary>
    public bool IsStandardOutputCut { get; init; }

    /// <summary>The same of its standard error; where that is merged into standard output, false.</summary>
    public bool IsStandardErrorCut { get; init; }

    /// <summary>
    /// The declared outputs that could not be taken out; and, of a run that a limit has ended, the streams and named pipes
    /// whose content could not be passed on, by their paths inside (otherwise that is an exception). Empty where all were.
    /// </summary>
    public ImmutableArray<SandboxOutputError> OutputErrors { get; init; } = [];

    /// <summary>
    /// The directories that hold what the run had on disk, where <see cref="SandboxSpec.KeepScratch"/> asks for them: absolute
    /// paths on the host. Whoever wants them gone removes them.
    /// </summary>
    public ImmutableArray<string> KeptDirectories { get; init; } = [];

    /// <summary>
    /// What else is to be known of the run, in sentences for people: what of it could not be removed, or not be listed.
    /// </summary>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>Whether the command exited with 0, hit no limit and made all its declared outputs.</summary>
    public bool IsSuccess => Status == SandboxStatus.Exited && ExitCode == 0 && OutputErrors.IsEmpty;

    /// <summary><see cref="StandardOutput"/> as UTF-8 text; bytes that are none become U+FFFD.</summary>
    public string StandardOutputText => Encoding.UTF8.GetString(StandardOutput.Span);

    /// <summary><see cref="StandardError"/> as UTF-8 text; bytes that are none become U+FFFD.</summary>
    public string StandardErrorText => Encoding.UTF8.GetString(StandardError.Span);

    /// <summary>Returns this result when <see cref="IsSuccess"/>.</summary>
    /// <exception cref="SandboxCommandFailedException">The command failed, was ended by a signal or hit a limit.</exception>
    public SandboxResult EnsureSuccess() => IsSuccess ? this : throw new SandboxCommandFailedException(this);

    /// <inheritdoc/>
    public override string ToString() => (Status, ExitCode, Signal) switch
    {
        (SandboxStatus.Exited, 0, _) when !OutputErrors.IsEmpty => $"exited with 0; {string.Join("; ", OutputErrors)}",
        (SandboxStatus.Exited, { } code, _) => $"exited with {code}",
        (SandboxStatus.Signaled, _, { } signal) => $"ended by signal {signal}",
        (_, { } code, _) => $"{Status}, exited with {code}",
        (_, _, { } signal) => $"{Status}, ended by signal {signal}",
        _ => Status.ToString(),
    };
}
