namespace Sandbox.Json;

/// <summary>The standard streams between spec and document.</summary>
internal static class StdioForms
{
    /// <summary>Makes the streams of a document.</summary>
    public static SandboxStdio ToStdio(StdioDocument? document, SpecErrors errors) => document is null
        ? SandboxStdio.Inherited
        : new SandboxStdio
        {
            Input = ToInput(document.Input, "stdio.input", errors),
            Output = ToOutput(document.Output, "stdio.output", errors),
            Error = ToOutput(document.Error, "stdio.error", errors),
            InOrder = document.InOrder ?? false,
        };

    /// <summary>Makes a document of the streams; null where all three are inherited.</summary>
    /// <exception cref="SandboxSpecException">One of them is a stream of the caller.</exception>
    public static StdioDocument? ToDocument(SandboxStdio stdio) => stdio == SandboxStdio.Inherited
        ? null
        : new StdioDocument
        {
            Input = FromInput(stdio.Input, "stdio.input"),
            Output = FromOutput(stdio.Output, "stdio.output"),
            Error = FromOutput(stdio.Error, "stdio.error"),
            InOrder = stdio.InOrder ? true : null,
        };

    private static SandboxInput ToInput(ShortForm<InputDocument>? input, string member, SpecErrors errors)
    {
        switch (input)
        {
            case null or { Text: "inherit" }:
                return SandboxInput.Inherit;
            case { Text: "null" }:
                return SandboxInput.Null;
            case { Full: { } full }:
                return SandboxInput.File(full.File);
            default:
                errors.Add(
                    member,
                    $"{TextRules.Show(input.Text ?? "")} is not one of: inherit, null, or an object with a file");
                return SandboxInput.Null;
        }
    }

    private static SandboxOutput ToOutput(ShortForm<OutputDocument>? output, string member, SpecErrors errors)
    {
        switch (output)
        {
            case null or { Text: "inherit" }:
                return SandboxOutput.Inherit;
            case { Text: "null" }:
                return SandboxOutput.Null;
            case { Text: "capture" }:
                return SandboxOutput.Capture();
            case { Text: "stdout" }:
                return SandboxOutput.ToStandardOutput;
            case { Full: { File: { } file, Capture: null } full }:
                return SandboxOutput.File(file, full.Append ?? false);
            case { Full: { File: null, Append: null, Capture.Bytes: <= int.MaxValue and var limit } }:
                return SandboxOutput.Capture((int)limit);
            case { Full: not null }:
                errors.Add(
                    member,
                    $"must hold either a file, with or without append, or capture, at most {int.MaxValue} bytes");
                return SandboxOutput.Null;
            default:
                errors.Add(
                    member,
                    $"{TextRules.Show(output.Text ?? "")} is not one of: inherit, null, capture, stdout (for error "
                    + "only), or an object");
                return SandboxOutput.Null;
        }
    }

    private static ShortForm<InputDocument>? FromInput(SandboxInput input, string member) => input switch
    {
        InheritInput => null,
        NullInput => new("null", null),
        FileInput file => new(null, new InputDocument { File = file.Path }),
        _ => throw NoForm(member),
    };

    private static ShortForm<OutputDocument>? FromOutput(SandboxOutput output, string member) => output switch
    {
        InheritOutput => null,
        NullOutput => new("null", null),
        MergedOutput => new("stdout", null),
        FileOutput file => new(null, new OutputDocument { File = file.Path, Append = file.Append ? true : null }),
        CaptureOutput capture => new(null, new OutputDocument { Capture = new SizeValue(capture.Limit) }),
        _ => throw NoForm(member),
    };

    private static SandboxSpecException NoForm(string member) =>
        new(member, "is a stream of the calling program, which has no form in JSON", "use a file instead");
}
