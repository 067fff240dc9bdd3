using System.Globalization;
using System.Text;
using Sandbox.Backends.Namespaces;
using Sandbox.EndToEnd.Tests.Library;

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary>Many ephemeral runs over one root at the same time: none sees another, and the root stays as it is.</summary>
public sealed class EphemeralCrowdTests
{
    private const int Count = 200;

    private readonly SandboxRunner _sandbox = new([new NamespacesBackend()]);

    [Test]
    public async Task Two_hundred_at_once_each_have_a_clean_root()
    {
        using var work = new EphemeralRoot();
        var before = await work.FingerprintAsync();
        var gate = new GateStream();
        var outputs = Enumerable.Range(0, Count).Select(_ => new PipeStream()).ToArray();

        var processes = await Task.WhenAll(outputs.Select((output, index) => _sandbox.StartAsync(Spec(work, index, gate, output))));

        // Each has made its changes now, and waits: all two hundred are alive.
        await Task.WhenAll(outputs.Select(output => output.Written));
        Assert.That(work.Leftovers.Count(), Is.EqualTo(Count));
        gate.Open();
        var results = await Task.WhenAll(processes.Select(process => process.WaitForExitAsync()));
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }

        Assert.That(results.Select(result => result.StandardErrorText), Has.All.Empty);
        Assert.That(
            outputs.Select(output => Encoding.UTF8.GetString(output.ToArray())),
            Is.EqualTo(Enumerable.Range(0, Count).Select(index => $"changed\n{index}\n{index}\n")));
        Assert.That(work.Leftovers, Is.Empty);
        Assert.That(await work.FingerprintAsync(), Is.EqualTo(before));
    }

    /// <summary>Each run's sweep meets the directories of the others, which are none of its own.</summary>
    [Test]
    public async Task Runs_of_many_processes_at_once_do_not_sweep_each_other()
    {
        using var work = new EphemeralRoot();
        var before = await work.FingerprintAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, Count / 5).Select(index => work.RunAsync(Change(index) + "cat /mark /data/file")));

        for (var index = 0; index < results.Length; index++)
        {
            results[index].ExpectOutput($"{index}\n{index}");
        }

        Assert.That(work.Leftovers, Is.Empty);
        Assert.That(await work.FingerprintAsync(), Is.EqualTo(before));
    }

    private static SandboxSpec Spec(EphemeralRoot work, int index, GateStream gate, PipeStream output) =>
        SandboxSpec.For("sh", "-c", Change(index) + "echo changed && cat && cat /mark /data/file") with
        {
            Root = SandboxRoot.Directory(work.Root, ephemeral: true),
            Mounts = [SandboxMount.ReadOnlyBind("/usr")],
            ScratchDirectory = work.Scratch,
            Stdio = new SandboxStdio { Input = SandboxInput.Stream(gate), Output = SandboxOutput.Stream(output), Error = SandboxOutput.Capture() },
        };

    private static string Change(int index) => string.Create(
        CultureInfo.InvariantCulture,
        $"test ! -e /mark && test \"$(cat /data/file)\" = content && echo {index} > /mark && echo {index} > /data/file && rm -r /more && ");
}
