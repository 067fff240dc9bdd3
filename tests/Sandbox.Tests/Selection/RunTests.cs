using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sandbox.Tests.Selection;

/// <summary>A run from its start to its end, whichever way it ends.</summary>
public sealed class RunTests
{
    private static readonly SandboxSpec Spec = SandboxSpec.For("/usr/bin/true");

    [Test]
    public async Task A_run_returns_how_the_command_ended_and_frees_it()
    {
        var process = FakeProcess.Ended(3);

        var result = await new SandboxRunner([new FakeBackend("fake") { Process = process }]).RunAsync(Spec);

        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That((process.Killed, process.Disposed), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Cancelling_kills_waits_and_throws_with_the_callers_token()
    {
        var process = new FakeProcess();
        using var source = new CancellationTokenSource();
        var run = new SandboxRunner([new FakeBackend("fake") { Process = process }]).RunAsync(Spec, source.Token);

        await source.CancelAsync();

        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => run);
        Assert.That(thrown.CancellationToken, Is.EqualTo(source.Token));
        Assert.That((process.Killed, process.Disposed), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task A_token_cancelled_beforehand_starts_nothing()
    {
        var backend = new FakeBackend("fake");

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => new SandboxRunner([backend]).RunAsync(Spec, new CancellationToken(canceled: true)));

        Assert.That(backend.Starts, Is.Zero);
    }

    [Test]
    public async Task A_run_is_traced_and_counted()
    {
        var name = $"traced-{Guid.NewGuid():N}";
        var activities = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Sandbox",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("process.executable.name") is string executable && executable == name)
                {
                    activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var durations = new List<double>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Sandbox" && instrument.Name == "sandbox.duration")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<double>((_, value, _, _) =>
        {
            lock (durations)
            {
                durations.Add(value);
            }
        });
        meters.Start();

        var runner = new SandboxRunner([new FakeBackend("fake") { Process = FakeProcess.Ended(0) }]);
        await runner.RunAsync(SandboxSpec.For($"/usr/bin/{name}", "--password=secret"));

        Assert.That(durations, Does.Contain(2.0));
        var activity = activities.Single();
        Assert.That(activity.OperationName, Is.EqualTo("sandbox.run"));
        Assert.That(activity.GetTagItem("sandbox.backend"), Is.EqualTo("fake"));
        Assert.That(activity.GetTagItem("sandbox.status"), Is.EqualTo("exited"));
        Assert.That(activity.TagObjects.Select(tag => tag.Value?.ToString()), Has.None.Contains("secret"));
    }
}
