using System.Text;
using Sandbox.Launching;

namespace Sandbox.Tests.Launching;

/// <summary>How output is counted.</summary>
public sealed class LimitedSinkTests
{
    [TestCase(10, "0123456789", 0)]
    [TestCase(10, "01234567890", 1)]
    [TestCase(0, "", 0)]
    [TestCase(0, "0", 1)]
    public async Task Exactly_the_limit_is_fine_and_one_more_is_not(long limit, string text, int times)
    {
        foreach (var step in new[] { 1, 3, 100 })
        {
            var exceeded = 0;
            var kept = new CaptureSink(100);
            var sink = new LimitedSink(kept, limit, () => exceeded++);
            foreach (var part in text.Chunk(step))
            {
                Assert.That(await sink.WriteAsync(Encoding.ASCII.GetBytes(part), CancellationToken.None), "the rest is taken, too, and dropped");
            }

            Assert.That(exceeded, Is.EqualTo(times), $"in steps of {step}");
            Assert.That(Encoding.ASCII.GetString(sink.Kept.Span), Is.EqualTo(text[..(int)Math.Min(limit, text.Length)]));
        }
    }

    [Test]
    public async Task It_is_told_once_and_before_the_last_is_written()
    {
        var events = new List<string>();
        var sink = new LimitedSink(new Recorder(events), 1, () => events.Add("exceeded"));

        await sink.WriteAsync(new byte[2], CancellationToken.None);
        await sink.WriteAsync(new byte[2], CancellationToken.None);

        Assert.That(events, Is.EqualTo(["exceeded", "1 bytes"]));
    }

    [Test]
    public void Disposing_it_disposes_the_other()
    {
        var events = new List<string>();

        new LimitedSink(new Recorder(events), 3, () => events.Add("exceeded")).Dispose();

        Assert.That(events, Is.EqualTo(["disposed"]));
    }

    private sealed class Recorder(List<string> events) : IOutputSink
    {
        public ReadOnlyMemory<byte> Kept => default;

        public bool IsCut => false;

        public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken giveUp)
        {
            events.Add($"{bytes.Length} bytes");
            return new(true);
        }

        public ValueTask CompleteAsync(CancellationToken giveUp) => ValueTask.CompletedTask;

        public void Dispose() => events.Add("disposed");
    }
}
