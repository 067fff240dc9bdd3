using Sandbox;

namespace RunSandbox.Requests;

/// <summary>The options of a tmpfs as mount(8) takes them (tmpfs(5)), as far as a spec can say them.</summary>
/// <param name="Size">Bytes; null: the kernel's default.</param>
/// <param name="Mode">The mode of the top directory.</param>
/// <param name="Entries">The most files and directories; null: the kernel's default.</param>
internal readonly record struct TmpfsOptions(long? Size, UnixFileMode Mode, long? Entries)
{
    // What a tmpfs has when nothing is said: for everybody, and sticky.
    private const UnixFileMode DefaultMode = (UnixFileMode)0b1_111_111_111;

    private const long PageSize = 4096;

    /// <summary>Reads options separated by commas.</summary>
    /// <param name="text">The options.</param>
    /// <param name="member">The member they stand in.</param>
    /// <exception cref="SandboxSetupException">One of them is unknown or can't be held.</exception>
    public static TmpfsOptions Parse(string text, string member)
    {
        var options = new TmpfsOptions(null, DefaultMode, null);
        foreach (var option in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            options = option.Split('=', 2) switch
            {
                ["size", var value] when ParseSize(value) is { } size => options with { Size = size },
                ["mode", var value] when FileModeText.TryParse(value, out var mode) && mode <= DefaultMode => options with { Mode = mode },
                ["nr_inodes", var value] when ParseEntries(value) is { } entries => options with { Entries = entries },
                _ => throw new SandboxSetupException(
                    $"{member}: {TextRules.Show(option)} can't be held; a tmpfs takes size=BYTES[k|m|g|t] and nr_inodes=NUMBER[k|m|g|t], above 0, and mode=OCTAL up to 1777"),
            };
        }

        return options;
    }

    private static long? ParseEntries(string text) =>
        ByteSize.TryParse(text.ToUpperInvariant(), out var entries) && entries > 0 ? entries : null;

    // The kernel rounds up to pages. A size of 0 would mean that there is no limit.
    private static long? ParseSize(string text) =>
        ByteSize.TryParse(text.ToUpperInvariant(), out var size) && size > 0 ? Math.Max(size, PageSize) : null;
}
