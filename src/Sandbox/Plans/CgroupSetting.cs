namespace Sandbox.Plans;

/// <summary>What is written to one file of a control group.</summary>
/// <param name="File">The file's name, for instance <c>memory.max</c>.</param>
/// <param name="Value">One line.</param>
public sealed record CgroupSetting(string File, string Value)
{
    /// <summary>The file that limits swap; a kernel that counts no swap does not have it.</summary>
    internal const string Swap = "memory.swap.max";

    /// <summary>Whether a limit of the spec is held by it.</summary>
    internal bool IsLimit { get; init; }

    /// <summary>Whose file it is, for instance <c>memory</c>.</summary>
    internal string Controller => File[..File.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>Whether the file says what was written to it, in the form the kernel gives it.</summary>
    /// <param name="text">What it says, or null.</param>
    internal bool IsSaidBy(string? text) => text is not null && new CgroupEcho(File).Says(Value, text);
}
