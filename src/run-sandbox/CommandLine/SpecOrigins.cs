using System.Globalization;

namespace RunSandbox.CommandLine;

/// <summary>Which option each member of a spec comes from, so that an error can name what was typed.</summary>
internal sealed class SpecOrigins
{
    private readonly Dictionary<string, OptionOccurrence> _options = new(StringComparer.Ordinal);

    /// <summary>Notes where a member comes from; a later option replaces an earlier one.</summary>
    public void Add(string member, OptionOccurrence option) => _options[member] = option;

    /// <summary>Notes that an option has put mounts before all others.</summary>
    public void InsertMounts(int count, OptionOccurrence option)
    {
        var moved = _options.Where(entry => IndexOfMount(entry.Key) is not null).ToList();
        moved.ForEach(entry => _options.Remove(entry.Key));
        moved.ForEach(entry => Add($"mounts[{IndexOfMount(entry.Key) + count}]", entry.Value));
        for (var index = 0; index < count; index++)
        {
            Add($"mounts[{index}]", option);
        }
    }

    /// <summary>Whether the command stands on the line.</summary>
    public bool CommandIsOnLine { get; set; }

    /// <summary>The <c>--spec</c> that everything comes from that no other option has set.</summary>
    public OptionOccurrence? SpecFile { get; set; }

    /// <summary>What was typed that set a member such as <c>mounts[3].target</c>; null where nothing did.</summary>
    public string? Find(string member)
    {
        if (CommandIsOnLine && (member == "fileName" || member.StartsWith("arguments", StringComparison.Ordinal)))
        {
            return "the command";
        }

        // From the whole path up: mounts[3].target is set by what set mounts[3]. A list is not set by one of its options.
        for (var end = member.Length; end > 0; end = member.LastIndexOf('.', end - 1))
        {
            if (_options.TryGetValue(member[..end], out var option))
            {
                return option.ToString();
            }
        }

        return SpecFile?.ToString();
    }

    private static int? IndexOfMount(string member) =>
        member.StartsWith("mounts[", StringComparison.Ordinal)
        && int.TryParse(member.AsSpan("mounts[".Length).TrimEnd(']'), CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
}
