using System.Globalization;

namespace Sandbox.Plans;

/// <summary>
/// Knows what was written to a file of a control group again when it is read: the kernel answers in forms of its own (the
/// kernel's documentation of cgroup v2). What is not recognized counts as something else.
/// </summary>
/// <param name="file">The file's name, for instance <c>memory.max</c>.</param>
internal readonly struct CgroupEcho(string file)
{
    private const string Max = "max";
    private const string Default = "default";
    private const long LargestPage = 64 * 1024;
    private const long LargestHugePage = 16L * 1024 * 1024 * 1024;

    // As memparse of the kernel has them, each 1024 times the one before.
    private const string Units = "KMGTPE";

    /// <param name="asked">What was written, one line.</param>
    /// <param name="said">What the file says.</param>
    public bool Says(string asked, string said)
    {
        var words = Words(asked);
        var lines = said.Split('\n').Select(Words).ToArray();
        return lines is [var only] && (SaysLine(words, only) || (only is [Default, .. var rest] && SaysLine(words, rest)))
            || words.Length > 1 && SaysForKey(words, lines);
    }

    private static string[] Words(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    // What was left out has its default: the period of cpu.max.
    private bool SaysLine(string[] asked, string[] said)
    {
        var that = this;
        return asked.Length > 0
            && (asked.Length == said.Length || (file == "cpu.max" && asked.Length < said.Length))
            && asked.Zip(said).All(pair => that.SaysWord(pair.First, pair.Second));
    }

    // A line for each device or resource, the first word; without limits there is no line.
    private bool SaysForKey(string[] asked, string[][] lines)
    {
        var that = this;
        var line = lines.FirstOrDefault(words => words.Length > 0 && words[0] == asked[0]) ?? [];
        return asked[1..].All(word => word.EndsWith($"={Max}", StringComparison.Ordinal) && line.Length == 0
            || line.Skip(1).Any(said => that.SaysValue(word, said)));
    }

    private bool SaysValue(string asked, string said) => (asked.Split('=', 2), said.Split('=', 2)) switch
    {
        ([var name, var value], [var saidName, var saidValue]) => name == saidName && SaysWord(value, saidValue),
        _ => SaysWord(asked, said),
    };

    private bool SaysWord(string asked, string said) =>
        asked == said
        || (Size(asked) is { } number && Size(said) is { } kept && (number == kept || IsRounded(number, kept)))
        || (Fraction(asked) is { } fraction && fraction == Fraction(said))
        || (file.StartsWith("cpuset.", StringComparison.Ordinal) && Numbers(asked) is { } set && Numbers(said) is { } other && set.SetEquals(other));

    // Bytes are kept in whole pages.
    private bool IsRounded(long asked, long kept) =>
        kept < asked && asked - kept < (file.Split('.')[0] switch { "memory" => LargestPage, "hugetlb" => LargestHugePage, _ => 0 });

    private static long? Size(string text)
    {
        var unit = text.Length > 1 ? Units.IndexOf(char.ToUpperInvariant(text[^1]), StringComparison.Ordinal) + 1 : 0;
        return long.TryParse(unit == 0 ? text : text[..^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && (number == 0 || Math.Abs(number) <= long.MaxValue >> (10 * unit))
                ? number << (10 * unit)
                : null;
    }

    private static decimal? Fraction(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    // "0-2,4"
    private static SortedSet<int>? Numbers(string text)
    {
        const int Most = 1 << 16;
        var numbers = new SortedSet<int>();
        foreach (var range in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = range.Split('-');
            if (ends.Length > 2
                || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                || last - first is < 0 or > Most)
            {
                return null;
            }

            numbers.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        return numbers;
    }
}
