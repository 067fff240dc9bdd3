using System.Globalization;
using System.Numerics;
using Sandbox;

namespace RunSandbox.CommandLine;

/// <summary>Numbers, sizes, durations and modes on the command line.</summary>
internal static class NumberArgument
{
    /// <summary>A whole number in decimal digits.</summary>
    public static T Integer<T>(OptionOccurrence option) where T : struct, IBinaryInteger<T>, IMinMaxValue<T> =>
        T.TryParse(option.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw option.Invalid($"not a number from 0 to {T.MaxValue}");

    /// <summary>A number in decimal digits, with a fraction or without.</summary>
    public static decimal Fraction(OptionOccurrence option) =>
        decimal.TryParse(option.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw option.Invalid("not a number, such as 2 or 0.5");

    /// <summary>A size in bytes.</summary>
    public static long Size(OptionOccurrence option) => Size(option, option.Value);

    /// <inheritdoc cref="Size(OptionOccurrence)"/>
    public static long Size(OptionOccurrence option, string text) =>
        ByteSize.TryParse(text, out var bytes)
            ? bytes
            : throw option.Invalid($"'{text}' is not a size: {ByteSize.Expected}");

    /// <summary>A duration.</summary>
    public static TimeSpan Duration(OptionOccurrence option) =>
        DurationText.TryParse(option.Value, out var duration)
            ? duration
            : throw option.Invalid($"not a duration: {DurationText.Expected}");

    /// <summary>Permission bits in octal digits.</summary>
    public static UnixFileMode Mode(OptionOccurrence option, string text) =>
        FileModeText.TryParse(text, out var mode)
            ? mode
            : throw option.Invalid($"'{text}' is not a mode: {FileModeText.Expected}");
}
