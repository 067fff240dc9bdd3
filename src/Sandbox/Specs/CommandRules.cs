namespace Sandbox;

/// <summary>Rules for what is executed: program, arguments, environment, working directory.</summary>
internal static class CommandRules
{
    /// <summary>
    /// The most bytes of arguments and environment together, far above what any kernel takes (execve(2) answers E2BIG
    /// for its own limit): it only keeps a mad request from filling the memory.
    /// </summary>
    public const long MaxTextBytes = 128L * 1024 * 1024;

    public static void Check(SpecErrors errors, SandboxSpec spec)
    {
        PathRules.CheckLength(errors, "fileName", spec.FileName);
        if (spec.WorkingDirectory is not null)
        {
            PathRules.CheckInnerPath(errors, "workingDirectory", spec.WorkingDirectory);
        }

        var bytes = 0L;
        for (var index = 0; index < spec.Arguments.Length; index++)
        {
            bytes += 1 + (TextRules.Check(errors, $"arguments[{index}]", spec.Arguments[index]) ?? 0);
        }

        bytes += CheckEnvironment(errors, spec.Environment);
        errors.Check(
            bytes <= MaxTextBytes,
            "arguments",
            $"arguments and environment have {bytes} bytes; at most {MaxTextBytes} are taken");
    }

    private static long CheckEnvironment(SpecErrors errors, SandboxEnvironment? environment)
    {
        if (!errors.CheckPresent(environment, "environment"))
        {
            return 0;
        }

        var bytes = 0L;
        foreach (var (name, value) in environment.Variables)
        {
            // Values may be secrets: only names appear in errors.
            var member = $"environment.variables[{TextRules.Show(name)}]";
            bytes += 2 + (TextRules.Check(errors, member, name) ?? 0);
            errors.Check(
                name.Length > 0 && !name.Contains('=', StringComparison.Ordinal),
                member,
                "is no name for a variable: it must not be empty nor hold '='");
            bytes += value is null ? 0 : CheckValue(errors, member, value);
        }

        return bytes;
    }

    private static int CheckValue(SpecErrors errors, string member, string value)
    {
        var hidden = new SpecErrors();
        if (TextRules.Check(hidden, member, value) is { } length)
        {
            return length;
        }

        errors.Add(member, "its value holds a NUL character or half of a surrogate pair");
        return 0;
    }
}
