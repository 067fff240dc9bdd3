using Sandbox.Launching;

namespace Sandbox.Tests.Launching;

public sealed class CaptureSinkTests
{
    [Test]
    public async Task What_is_written_is_kept_in_order()
    {
        var sink = new CaptureSink(100);

        await sink.WriteAsync("ab"u8.ToArray(), CancellationToken.None);
        await sink.WriteAsync("c"u8.ToArray(), CancellationToken.None);
        await sink.CompleteAsync(CancellationToken.None);

        Assert.That(sink.Kept.ToArray(), Is.EqualTo("abc"u8.ToArray()));
    }

    [TestCase(0, "")]
    [TestCase(1, "a")]
    [TestCase(3, "abc")]
    [TestCase(4, "abcd")]
    [TestCase(5, "abcd")]
    public async Task What_is_over_the_limit_is_dropped(int limit, string kept)
    {
        var sink = new CaptureSink(limit);

        await sink.WriteAsync("ab"u8.ToArray(), CancellationToken.None);
        await sink.WriteAsync("cd"u8.ToArray(), CancellationToken.None);

        Assert.That(System.Text.Encoding.ASCII.GetString(sink.Kept.Span), Is.EqualTo(kept));
        Assert.That(sink.IsCut, Is.EqualTo(limit < 4));
    }
}
