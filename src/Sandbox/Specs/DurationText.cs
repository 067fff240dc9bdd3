using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Sandbox;

/// <summary>
/// Durations as people write them: plain seconds, or a number with <c>ms</c>, <c>s</c>, <c>m</c> or <c>h</c>; fractions
/// are allowed: <c>500ms</c>, <c>10s</c>, <c>2m</c>, <c>1.5</c>.
/// </summary>
public static class DurationText
{
    // Longest first: "ms" ends in "s", and the bare number comes last.
    private static readonly (string Suffix, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour), ("", TimeSpan.TicksPerSecond),
    ];

    /// <summary>What a text that is no duration should have been, for messages.</summary>
    public const string Expected = "seconds, or a number with ms, s, m or h, such as 500ms or 10s";

    /// <summary>Reads a duration.</summary>
    /// <param name="text">The text; digits, at most one point, and a unit; no sign, no space.</param>
    /// <param name="duration">The duration, to the nearest 100 ns, zero or more.</param>
    /// <returns>Whether it is a duration and not too long.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var (suffix, ticks) = Array.Find(Units, unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal));
        var number = text.AsSpan(0, text.Length - suffix.Length);
        return decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && TryScale(value, ticks, out duration);
    }

    /// <summary>Takes a number of seconds as a duration.</summary>
    /// <param name="seconds">The seconds, zero or more.</param>
    /// <param name="duration">The duration, to the nearest 100 ns.</param>
    /// <returns>Whether it is not negative and not too long.</returns>
    public static bool TryFromSeconds(decimal seconds, out TimeSpan duration) =>
        TryScale(seconds, TimeSpan.TicksPerSecond, out duration);

    /// <summary>A text that <see cref="TryParse"/> reads as exactly this duration.</summary>
    /// <param name="duration">The duration; of a negative one, the text has a sign and is for messages only.</param>
    public static string Format(TimeSpan duration)
    {
        var ticks = duration.Ticks;
        if (ticks % TimeSpan.TicksPerSecond == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerSecond}s");
        }

        return ticks % TimeSpan.TicksPerMillisecond == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerMillisecond}ms")
            : string.Create(CultureInfo.InvariantCulture, $"{(decimal)ticks / TimeSpan.TicksPerSecond:0.#######}s");
    }

    private static bool TryScale(decimal value, long ticksPerUnit, out TimeSpan duration)
    {
        // Compared before it is multiplied, so that the product cannot overflow.
        var fits = value >= 0 && value <= (decimal)TimeSpan.MaxValue.Ticks / ticksPerUnit;
        duration = fits ? TimeSpan.FromTicks((long)decimal.Round(value * ticksPerUnit)) : TimeSpan.Zero;
        return fits;
    }
}
