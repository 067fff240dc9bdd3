using Sandbox.Tests.Selection;

namespace Sandbox.Tests.Pools;

/// <summary>When a pool prepares sandboxes, hands them out and takes them down.</summary>
public sealed class SandboxPoolTests
{
    private static readonly SandboxSpec Spec = SandboxSpec.For("true");
    private static readonly SandboxCommand Command = SandboxCommand.Of(Spec);

    private FakeSandbox _sandbox = null!;

    [SetUp]
    public void MakeSandbox() => _sandbox = new FakeSandbox();

    [TestCase(1)]
    [TestCase(7)]
    public async Task As_many_as_it_was_told_are_ready_and_no_more(int size)
    {
        await using var pool = new SandboxPool(_sandbox, Spec, size);

        await pool.FillAsync();
        await pool.FillAsync();

        Assert.That((pool.ReadyCount, _sandbox.Asked), Is.EqualTo((size, size)));
    }

    [TestCase(0)]
    [TestCase(SandboxPool.MaxSize + 1)]
    public void A_size_that_makes_no_sense_is_refused(int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SandboxPool(_sandbox, Spec, size));

    [Test]
    public async Task Each_is_used_once_and_replaced()
    {
        await using var pool = new SandboxPool(_sandbox, Spec, 3);

        for (var i = 0; i < 50; i++)
        {
            Assert.That((await pool.RunAsync(Command)).IsSuccess);
        }

        await pool.FillAsync();
        Assert.That(_sandbox.Made.Count(sandbox => sandbox.Command == Command), Is.EqualTo(50));
        Assert.That(_sandbox.Made, Has.Count.EqualTo(53));
    }

    [Test]
    public async Task The_one_that_waits_longest_is_used_first()
    {
        await using var pool = new SandboxPool(_sandbox, Spec, 1);
        await pool.FillAsync();

        await pool.RunAsync(Command);

        Assert.That(_sandbox.Made[0].Command, Is.EqualTo(Command));
    }

    [Test]
    public async Task Where_none_is_ready_one_is_made_for_the_command()
    {
        var gate = new TaskCompletionSource();
        _sandbox.Gate = gate.Task;
        await using var pool = new SandboxPool(_sandbox, Spec, 1);
        var run = pool.RunAsync(Command);
        Assert.That(run.IsCompleted, Is.False);

        gate.SetResult();

        Assert.That((await run).IsSuccess);
    }

    [Test]
    public async Task One_that_has_ended_while_it_waited_is_passed_over()
    {
        await using var pool = new SandboxPool(_sandbox, Spec, 2);
        await pool.FillAsync();
        var dead = _sandbox.Made[0];
        dead.IsReady = false;
        Assert.That(pool.ReadyCount, Is.EqualTo(1));

        await pool.RunAsync(Command);

        Assert.That((dead.Command, dead.IsDisposed), Is.EqualTo(((SandboxCommand?)null, true)));
    }

    [Test]
    public async Task A_failure_is_told_to_who_asks_next_and_then_it_is_tried_again()
    {
        _sandbox.Failure = new SandboxSetupException("no room");
        await using var pool = new SandboxPool(_sandbox, Spec, 4);
        Assert.That(await Assert.ThrowsAsync<SandboxSetupException>(() => pool.FillAsync()), Is.SameAs(pool.LastFailure));
        var asked = _sandbox.Asked;

        var failure = await Assert.ThrowsAsync<SandboxSetupException>(() => pool.RunAsync(Command));
        Assert.That(failure, Is.SameAs(_sandbox.Failure));
        _sandbox.Failure = null;
        var result = await pool.RunAsync(Command);

        Assert.That(asked, Is.LessThanOrEqualTo(4), "nobody tries for ever");
        Assert.That(result.IsSuccess);
    }

    [Test]
    public async Task A_failure_is_forgotten_once_one_could_be_made()
    {
        _sandbox.Failure = new SandboxSetupException("no room");
        await using var pool = new SandboxPool(_sandbox, Spec, 1);
        await Assert.ThrowsAsync<SandboxSetupException>(() => pool.FillAsync());
        Assert.That(pool.LastFailure, Is.SameAs(_sandbox.Failure));

        // The one that failed may be told about once more.
        _sandbox.Failure = null;
        while (pool.ReadyCount == 0)
        {
            await pool.FillAsync().ContinueWith(_ => { }, TaskScheduler.Default);
        }

        Assert.That(pool.LastFailure, Is.Null);
    }

    [Test]
    public async Task Disposal_takes_down_what_waits_and_what_is_being_made()
    {
        var pool = new SandboxPool(_sandbox, Spec, 2);
        await pool.FillAsync();
        _sandbox.Gate = new TaskCompletionSource().Task;
        await pool.RunAsync(Command);

        await pool.DisposeAsync();
        await pool.DisposeAsync();

        Assert.That(_sandbox.Made.Where(sandbox => sandbox.Command is null), Has.All.Property(nameof(FakePreparedSandbox.IsDisposed)).True);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.RunAsync(Command));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.FillAsync());
    }

    [Test]
    public async Task Whoever_disposes_of_it_waits_for_its_end_also_where_another_does_already()
    {
        var gate = new TaskCompletionSource();
        var pool = new SandboxPool(_sandbox, Spec, 1);
        await pool.FillAsync();
        _sandbox.Made[0].Gate = gate.Task;

        var first = pool.DisposeAsync().AsTask();
        var second = pool.DisposeAsync().AsTask();

        Assert.That((first.IsCompleted, second.IsCompleted), Is.EqualTo((false, false)));
        gate.SetResult();
        await Task.WhenAll(first, second);
    }

    [Test]
    public async Task Filling_replaces_those_that_have_ended()
    {
        await using var pool = new SandboxPool(_sandbox, Spec, 2);
        await pool.FillAsync();
        var dead = _sandbox.Made[1];
        dead.IsReady = false;

        await pool.FillAsync();

        Assert.That((pool.ReadyCount, _sandbox.Made.Count, dead.IsDisposed), Is.EqualTo((2, 3, true)));
    }

    [Test]
    public async Task Disposal_ends_whoever_waits_until_it_is_full()
    {
        _sandbox.Gate = new TaskCompletionSource().Task;
        var pool = new SandboxPool(_sandbox, Spec, 1);
        var filling = pool.FillAsync();

        await pool.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => filling);
        Assert.That(pool.ReadyCount, Is.Zero);
    }

    [Test]
    public async Task A_command_without_sense_uses_none()
    {
        await using var pool = new SandboxPool(_sandbox, Spec, 1);
        await pool.FillAsync();

        await Assert.ThrowsAsync<SandboxSpecException>(() => pool.RunAsync(SandboxCommand.For("")));

        Assert.That((_sandbox.Made.Count, pool.ReadyCount), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_start_that_is_cancelled_uses_none()
    {
        await using var pool = new SandboxPool(_sandbox, Spec, 1);
        await pool.FillAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => pool.StartAsync(Command, new CancellationToken(canceled: true)));

        Assert.That((_sandbox.Made.Count, pool.ReadyCount), Is.EqualTo((1, 1)));
    }
}
