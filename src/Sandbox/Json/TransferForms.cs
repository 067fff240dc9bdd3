namespace Sandbox.Json;

/// <summary>Turns named pipes and collected files into documents and back.</summary>
internal static class TransferForms
{
    public static NamedPipe ToPipe(NamedPipeDocument document) => new()
    {
        Path = document.Path,
        Destination = SandboxOutput.File(document.File, document.Append ?? false),
        Limit = document.Limit?.Bytes,
    };

    public static CollectedFile ToFile(CollectedFileDocument document) => new()
    {
        Path = document.Path,
        Destination = SandboxOutput.File(document.File, document.Append ?? false),
        Limit = document.Limit?.Bytes,
    };

    /// <exception cref="SandboxSpecException">It goes to a stream of the caller.</exception>
    public static NamedPipeDocument FromPipe(NamedPipe pipe, int index)
    {
        var file = FileOf(pipe.Destination, $"namedPipes[{index}]");
        return new() { Path = pipe.Path, File = file.Path, Append = file.Append ? true : null, Limit = SizeOf(pipe.Limit) };
    }

    /// <exception cref="SandboxSpecException">It goes to a stream of the caller.</exception>
    public static CollectedFileDocument FromFile(CollectedFile collected, int index)
    {
        var file = FileOf(collected.Destination, $"collectedFiles[{index}]");
        return new() { Path = collected.Path, File = file.Path, Append = file.Append ? true : null, Limit = SizeOf(collected.Limit) };
    }

    private static SizeValue? SizeOf(long? bytes) => bytes is { } value ? new SizeValue(value) : null;

    private static FileOutput FileOf(SandboxOutput destination, string member) => destination as FileOutput
        ?? throw new SandboxSpecException(
            member, "goes to a stream of the calling program, which has no form in JSON", "use a file instead");
}
