using System.Collections.Immutable;

namespace RunSandbox.CommandLine;

/// <summary>Options the help shows together.</summary>
internal sealed record OptionGroup(string Title, ImmutableArray<ToolOption> Options);
