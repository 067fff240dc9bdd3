using Sandbox;

namespace RunSandbox.CommandLine;

/// <summary>The value of <c>--env</c>: <c>NAME=VALUE</c>, or <c>NAME</c> for what it is outside.</summary>
internal static class EnvironmentArgument
{
    /// <summary>The environment with the variable set; removed, where it shall be as outside and is not there.</summary>
    public static SandboxEnvironment Set(SandboxEnvironment environment, OptionOccurrence option)
    {
        var value = option.Value.AsSpan();
        var name = value.IndexOf('=') is >= 0 and var end ? value[..end].ToString() : option.Value;
        if (name.Length == 0)
        {
            throw option.Invalid("the name is empty", "write NAME=VALUE");
        }

        var isGiven = name.Length < value.Length;
        var text = isGiven ? value[(name.Length + 1)..].ToString() : Environment.GetEnvironmentVariable(name);
        return text is null ? environment.Without(name) : environment.With(name, text);
    }
}
