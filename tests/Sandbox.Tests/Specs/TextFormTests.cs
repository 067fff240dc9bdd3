namespace Sandbox.Tests.Specs;

/// <summary>Sizes, durations, modes and denied paths as people write them.</summary>
public sealed class TextFormTests
{
    [TestCase("0", 0)]
    [TestCase("4096", 4096)]
    [TestCase("64K", 65536)]
    [TestCase("64k", 65536)]
    [TestCase("128M", 134217728)]
    [TestCase("2G", 2147483648)]
    [TestCase("1T", 1099511627776)]
    [TestCase("9223372036854775807", long.MaxValue)]
    public void A_size_is_bytes_or_a_number_with_a_unit(string text, long bytes)
    {
        Assert.That(ByteSize.TryParse(text, out var parsed), Is.True);
        Assert.That(parsed, Is.EqualTo(bytes));
        Assert.That(ByteSize.TryParse(ByteSize.Format(bytes), out var again) && again == bytes, Is.True);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("K")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase(" 1")]
    [TestCase("1 K")]
    [TestCase("1.5M")]
    [TestCase("1KB")]
    [TestCase("1,000")]
    [TestCase("0x10")]
    [TestCase("٣")]
    [TestCase("9223372036854775808")]
    [TestCase("8388608T")]
    public void Anything_else_is_no_size(string? text) => Assert.That(ByteSize.TryParse(text, out _), Is.False);

    [TestCase("500ms", 500)]
    [TestCase("10s", 10_000)]
    [TestCase("2m", 120_000)]
    [TestCase("1h", 3_600_000)]
    [TestCase("1.5", 1500)]
    [TestCase("0", 0)]
    [TestCase("0.25m", 15_000)]
    public void A_duration_is_seconds_or_a_number_with_a_unit(string text, double milliseconds)
    {
        Assert.That(DurationText.TryParse(text, out var parsed), Is.True);
        Assert.That(parsed, Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("s")]
    [TestCase("-1s")]
    [TestCase("1 s")]
    [TestCase("1d")]
    [TestCase("1e3")]
    [TestCase("1,5")]
    [TestCase("NaN")]
    [TestCase("999999999999999999999999")]
    [TestCase("79228162514264337593543950335h")]
    public void Anything_else_is_no_duration(string? text) => Assert.That(DurationText.TryParse(text, out _), Is.False);

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(12_345_678)]
    [TestCase(5_000_000)]
    [TestCase(long.MaxValue)]
    public void A_duration_is_written_so_that_nothing_is_lost(long ticks)
    {
        Assert.That(DurationText.TryParse(DurationText.Format(TimeSpan.FromTicks(ticks)), out var parsed), Is.True);
        Assert.That(parsed.Ticks, Is.EqualTo(ticks));
    }

    [TestCase("0", 0, "0000")]
    [TestCase("755", 0x1ED, "0755")]
    [TestCase("01777", 0x3FF, "1777")]
    [TestCase("7777", 0xFFF, "7777")]
    public void A_mode_is_octal(string text, int mode, string written)
    {
        Assert.That(FileModeText.TryParse(text, out var parsed), Is.True);
        Assert.That((int)parsed, Is.EqualTo(mode));
        Assert.That(FileModeText.Format(parsed), Is.EqualTo(written));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("888")]
    [TestCase("10000")]
    [TestCase("000755")]
    [TestCase("0o755")]
    [TestCase("-1")]
    public void Anything_else_is_no_mode(string? text) => Assert.That(FileModeText.TryParse(text, out _), Is.False);

    [TestCase("/a", "/a", DenyMode.Block)]
    [TestCase("/a:block", "/a", DenyMode.Block)]
    [TestCase("/a:hide", "/a", DenyMode.Hide)]
    [TestCase("/a:message", "/a", DenyMode.Message)]
    [TestCase(@"/a\:hide", "/a:hide", DenyMode.Block)]
    [TestCase(@"/a\b", @"/a\b", DenyMode.Block)]
    public void A_denied_path_may_end_in_its_mode(string text, string path, DenyMode mode)
    {
        Assert.That(DeniedPathText.TryParse(text, out var denied), Is.True);
        Assert.That(denied, Is.EqualTo(new DeniedPath { Path = path, Mode = mode }));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(":hide")]
    [TestCase("/a:")]
    [TestCase("/a:loud")]
    [TestCase("/a:b:hide")]
    public void Anything_else_is_no_denied_path(string? text) => Assert.That(DeniedPathText.TryParse(text, out _), Is.False);
}
