using System.Globalization;

namespace RunSandbox.Signals;

/// <summary>The signals this process ignores, as whoever started it has set them up (proc_pid_status(5), SigIgn).</summary>
internal readonly struct IgnoredSignals
{
    private readonly ulong _mask;

    private IgnoredSignals(ulong mask) => _mask = mask;

    /// <summary>Reads them. Where /proc can't be read, none counts as ignored.</summary>
    public static IgnoredSignals Read()
    {
        const string key = "SigIgn:";
        try
        {
            var mask = File.ReadLines("/proc/self/status")
                .FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..];
            return new(ulong.TryParse(mask, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits) ? bits : 0);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    /// <summary>Whether a signal is ignored.</summary>
    /// <param name="signal">Its number, 1 to 64.</param>
    public bool Contains(int signal) => (_mask & (1UL << (signal - 1))) != 0;
}
