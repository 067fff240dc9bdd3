namespace Sandbox;

/// <summary>Rules for the standard streams.</summary>
internal static class StdioRules
{
    public static void Check(SpecErrors errors, SandboxSpec spec)
    {
        if (!errors.CheckPresent(spec.Stdio, "stdio"))
        {
            return;
        }

        CheckInput(errors, "stdio.input", spec.Stdio.Input);
        CheckOutput(errors, "stdio.output", spec.Stdio.Output);
        CheckOutput(errors, "stdio.error", spec.Stdio.Error);
        errors.Check(
            spec.Stdio.Output is not MergedOutput,
            "stdio.output",
            "only standard error can be joined to standard output");
        errors.Check(
            !spec.Stdio.InOrder || (IsCopied(spec.Stdio.Output) && IsCopied(spec.Stdio.Error)),
            "stdio.inOrder",
            "takes outputs that are both captured, or streams");
    }

    private static bool IsCopied(SandboxOutput output) => output is CaptureOutput or StreamOutput;

    private static void CheckInput(SpecErrors errors, string member, SandboxInput? input)
    {
        switch (input)
        {
            case FileInput file:
                PathRules.CheckHostPath(errors, $"{member}.file", file.Path);
                break;
            case StreamInput stream:
                errors.Check(stream.Source is { CanRead: true }, member, "its stream is null or cannot be read");
                break;
            default:
                errors.CheckPresent(input, member);
                break;
        }
    }

    private static void CheckOutput(SpecErrors errors, string member, SandboxOutput? output)
    {
        switch (output)
        {
            case FileOutput file:
                PathRules.CheckHostPath(errors, $"{member}.file", file.Path);
                break;
            case StreamOutput stream:
                errors.Check(
                    stream.Destination is { CanWrite: true }, member, "its stream is null or cannot be written");
                break;
            case CaptureOutput capture:
                errors.Check(capture.Limit >= 0, $"{member}.capture", $"{capture.Limit} is less than 0");
                break;
            default:
                errors.CheckPresent(output, member);
                break;
        }
    }
}
