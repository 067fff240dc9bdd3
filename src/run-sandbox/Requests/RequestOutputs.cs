using System.Collections.Immutable;
using Sandbox;

namespace RunSandbox.Requests;

/// <summary>Where a request's output goes: every destination, opened before anything runs.</summary>
internal sealed class RequestOutputs : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<BoundedOutput> _outputs = [];
    private readonly List<NamedPipe> _namedPipes = [];
    private readonly List<(CollectedFile File, string Member)> _collectedFiles = [];

    private RequestOutputs()
    {
    }

    /// <summary>Cancelled when an output is over its limit or can't be written: nothing more is of use.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Whether there was more than some limit.</summary>
    public bool IsLimitExceeded => _outputs.Any(output => output.IsExceeded);

    /// <summary>Why something could not be written; null where everything was.</summary>
    public string? Failure => _outputs.Select(output => output.Failure).FirstOrDefault(failure => failure is not null);

    /// <summary>The command's standard streams.</summary>
    public SandboxStdio Stdio { get; private set; } = SandboxStdio.Discarded;

    /// <summary>The named pipes inside whose content goes outside.</summary>
    public ImmutableArray<NamedPipe> NamedPipes => [.. _namedPipes];

    /// <summary>The files that are copied out, in the order of the request.</summary>
    public ImmutableArray<CollectedFile> CollectedFiles => [.. _collectedFiles.Select(entry => entry.File)];

    /// <summary>Which member of the request one of <see cref="CollectedFiles"/> is.</summary>
    public string MemberOf(int index) => _collectedFiles[index].Member;

    /// <summary>Opens every destination.</summary>
    /// <exception cref="SandboxSetupException">One can't be opened; it is named by its path.</exception>
    public static RequestOutputs Open(RequestDocument request)
    {
        var outputs = new RequestOutputs();
        try
        {
            outputs.Add(request);
            return outputs;
        }
        catch
        {
            outputs.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _outputs.ForEach(output => output.Dispose());
        _stop.Dispose();
    }

    private void Add(RequestDocument request)
    {
        if (request.StdStreams is { } streams)
        {
            var output = Open(streams.Dest, streams.Limit, "stdStreams");
            Stdio = Stdio with
            {
                Output = SandboxOutput.Stream(new FrameStream(output, isError: false)),
                Error = SandboxOutput.Stream(new FrameStream(output, isError: true)),
                InOrder = true,
            };
        }

        var pipes = request.Pipes ?? [];
        for (var index = 0; index < pipes.Count; index++)
        {
            var output = Open(pipes[index].Dest, pipes[index].Limit, $"pipes[{index}]");
            if (pipes[index].Src is { } source)
            {
                _namedPipes.Add(new() { Path = RequestTree.Inside(source), Destination = SandboxOutput.Stream(new OutputStream(output)) });
            }

            Claim(pipes[index].Stdout, pipes[index].Stderr, output);
        }

        var files = request.CopyFiles ?? [];
        for (var index = 0; index < files.Count; index++)
        {
            if (files[index].Stdout == true || files[index].Stderr == true)
            {
                // What is written there is all that would be in the file.
                Claim(files[index].Stdout, files[index].Stderr, Open(files[index].Dest, files[index].Limit, $"copyFiles[{index}]"));
                continue;
            }

            // Its limit is held where it is read, so that no more of a large file is read than is kept.
            var output = Open(files[index].Dest, null, $"copyFiles[{index}]");
            var file = new CollectedFile
            {
                Path = RequestTree.Inside(files[index].Src),
                Destination = SandboxOutput.Stream(new OutputStream(output)),
                Limit = files[index].Limit is { } limit ? LimitOf(limit) : null,
            };
            _collectedFiles.Add((file, $"copyFiles[{index}]"));
        }
    }

    private void Claim(bool? stdout, bool? stderr, BoundedOutput output)
    {
        var stream = SandboxOutput.Stream(new OutputStream(output));
        Stdio = (stdout == true, stderr == true) switch
        {
            // In the order of writing: one pipe for both.
            (true, true) => Stdio with { Output = stream, Error = SandboxOutput.ToStandardOutput },
            (true, false) => Stdio with { Output = stream },
            (false, true) => Stdio with { Error = stream },
            _ => Stdio,
        };
    }

    private BoundedOutput Open(string destination, double? limit, string member)
    {
        var output = new BoundedOutput(OutputFile.Open(destination, $"{member}.dest"), LimitOf(limit), _stop);
        _outputs.Add(output);
        return output;
    }

    private static long LimitOf(double? limit) => limit is { } bytes && bytes < long.MaxValue ? (long)bytes : long.MaxValue;
}
