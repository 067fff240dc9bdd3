using Sandbox.Backends.Namespaces;

namespace Sandbox.EndToEnd.Tests.Library;

/// <summary>The example of the README, which quotes it.</summary>
public sealed class ReadmeTests
{
    [Test]
    public async Task Its_example_builds_with_what_it_shows_and_without_what_it_denies()
    {
        using var work = new TemporaryDirectory();
        work.File("toolchain/version", "12.2");
        work.File("project/secrets/key");
        work.File("project/Makefile", $"all:\n\t@cat {work["toolchain"]}/version; ls /var/cache; cat secrets/key 2>/dev/null || echo denied\n");

        Assert.That(await BuildAsync(work["project"], work["toolchain"]), Is.EqualTo("12.2denied\n"));
    }

    [Test]
    public async Task And_says_why_a_build_failed()
    {
        using var work = new TemporaryDirectory();
        work.Folder("toolchain");
        work.File("project/secrets/key");
        work.File("project/Makefile", "all:\n\t@echo no such rule >&2; false\n");

        Assert.That(await BuildAsync(work["project"], work["toolchain"]), Does.StartWith("no such rule\n"));
    }

    private static async Task<string> BuildAsync(string project, string toolchain, CancellationToken cancellationToken = default)
    {
        var sandbox = new SandboxRunner([new NamespacesBackend()]);       // an ISandbox; or services.AddSandbox().AddNamespacesBackend()

        var result = await sandbox.RunAsync(SandboxSpec.For("make", "-j2") with
        {
            WorkingDirectory = project,
            Mounts = [SandboxMount.ReadOnlyBind(toolchain), SandboxMount.Tmpfs("/var/cache")],
            Deny = [DeniedPath.Block($"{project}/secrets")],
            Limits = new() { WallTime = TimeSpan.FromMinutes(10) },
            Stdio = SandboxStdio.Captured,
        }, cancellationToken);

        return result.IsSuccess ? result.StandardOutputText : result.StandardErrorText;
    }
}
