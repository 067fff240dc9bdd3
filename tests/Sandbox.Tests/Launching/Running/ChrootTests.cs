using System.Diagnostics;
using Sandbox.Linux;
using Sandbox.Plans;
using static Sandbox.Tests.Launching.Running.Started;

namespace Sandbox.Tests.Launching.Running;

/// <summary>Plans that change the root without any namespace.</summary>
public sealed class ChrootTests
{
    private string _root = "";

    [SetUp]
    public void MakeRoot()
    {
        _root = Directory.CreateTempSubdirectory("chroot").FullName;
        Directory.CreateDirectory(Path.Combine(_root, "bin"));
        File.WriteAllText(Path.Combine(_root, "inside"), "");
        CopyWithLibraries("/bin/sh");
    }

    [TearDown]
    public void RemoveRoot() => Directory.Delete(_root, recursive: true);

    [Test]
    public async Task The_directory_is_the_root_and_capabilities_are_gone()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            var refusal = (await Assert.ThrowsAsync<SandboxSetupException>(() => RunAsync(InRoot("exit 0"))))!;
            Assert.That(refusal.IsRefusal, Is.True);
            Assert.That(refusal.Hint, Does.Contain("CAP_SYS_CHROOT"));
            return;
        }

        var result = await RunAsync(InRoot("echo /*; cd ..; pwd; (sleep 100 2>/dev/null; while :; do :; done) & exit 4"));

        Assert.That(result.StandardOutputText, Is.EqualTo($"/bin /inside{LibraryDirectories()}\n/\n"));
        Assert.That(result.ExitCode, Is.EqualTo(4));
    }

    [Test]
    public async Task With_a_mount_namespace_of_its_own_the_tree_is_built_and_what_is_left_still_ends()
    {
        var plan = Script(
            "echo > /bin/written; echo > /tmp/written && echo /tmp/*; (while :; do :; done) & exit 4",
            [
                new MakePrivateStep(), RootStep.HostTree("/", MountFlags.ReadOnly), new TmpfsStep("/tmp", null, DirectoryMount.DefaultMode),
                new PivotRootStep(), .. PrivilegeSteps.All,
            ]) with
        {
            Namespaces = Linux.Namespaces.Mount,
        };
        if (!HasMountCapability())
        {
            var refusal = (await Assert.ThrowsAsync<SandboxSetupException>(() => RunAsync(plan)))!;
            Assert.That(refusal.IsRefusal, Is.True);
            return;
        }

        var result = await RunAsync(plan);

        Assert.That(result.StandardErrorText, Does.Contain("Read-only file system"));
        Assert.That(result.StandardOutputText, Is.EqualTo("/tmp/written\n"));
        Assert.That(result.ExitCode, Is.EqualTo(4));
    }

    [Test]
    public async Task A_root_that_is_missing_is_told_with_its_path()
    {
        var failure = (await Assert.ThrowsAsync<SandboxSetupException>(() => RunAsync(Script("true", new ChrootStep("/no/such/root")))))!;

        Assert.That(failure.Path, Is.EqualTo("/no/such/root"));
        Assert.That(failure.Errno, Is.EqualTo(Errno.ENOENT));
    }

    private LaunchPlan InRoot(string script) =>
        Script(script, [new ChrootStep(_root), .. PrivilegeSteps.All]);

    /// <summary>CAP_SYS_ADMIN (capabilities(7)).</summary>
    private static bool HasMountCapability()
    {
        const int Administrator = 21;
        var effective = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("CapEff:", StringComparison.Ordinal))[7..];
        return (Convert.ToUInt64(effective.Trim(), 16) & (1UL << Administrator)) != 0;
    }

    private string LibraryDirectories() => string.Concat(
        Directory.EnumerateDirectories(_root).Select(Path.GetFileName).Where(name => name != "bin").Order().Select(name => $" /{name}"));

    private void CopyWithLibraries(string program)
    {
        using var process = Process.Start(new ProcessStartInfo("ldd", [program]) { RedirectStandardOutput = true })!;
        var libraries = process.StandardOutput.ReadToEnd().Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith('/'));
        foreach (var file in libraries.Append(program))
        {
            var copy = _root + file;
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
