namespace Sandbox.Tests.Json;

/// <summary>Reports have the documented form: each example of docs/json.md is what is written.</summary>
public sealed class SandboxReportJsonTests
{
    [Test]
    public void The_example_of_a_spec_is_read_and_valid()
    {
        var spec = SandboxSpecJson.Parse(JsonExamples.Read("spec"));

        Assert.That(() => SpecValidator.Validate(spec), Throws.Nothing);
        Assert.That(spec.Mounts, Has.Length.EqualTo(8));
    }

    [Test]
    public void A_result_is_written_as_documented()
    {
        var result = new SandboxResult
        {
            Status = SandboxStatus.WallTimeExceeded,
            Signal = 15,
            Backend = "namespaces",
            Elapsed = TimeSpan.FromSeconds(10.25),
            Usage = new()
            {
                UserTime = TimeSpan.FromSeconds(1.5),
                SystemTime = TimeSpan.FromSeconds(0.25),
                MaxResidentBytes = 4194304,
                MinorPageFaults = 900,
                MajorPageFaults = 2,
                VoluntaryContextSwitches = 30,
                InvoluntaryContextSwitches = 4,
            },
            Warnings =
            [
                new()
                {
                    Member = "limits.memory",
                    Value = "512M",
                    Backend = "namespaces",
                    Fallback = "there is no such limit",
                },
            ],
            PassedOver =
            [
                BackendReports.Unusable(
                    "bwrap", SandboxCapabilities.HostRoot, "bwrap is not installed", "apt-get install bubblewrap"),
            ],
        };

        Assert.That(SandboxReportJson.Write(result, indented: true), Is.EqualTo(JsonExamples.Read("result")));
        Assert.That(
            SandboxReportJson.Write(new SandboxCommandFailedException(result), indented: true),
            Is.EqualTo(JsonExamples.Read("result")));
    }

    [TestCase(SandboxStatus.Exited, "exited")]
    [TestCase(SandboxStatus.Signaled, "signaled")]
    [TestCase(SandboxStatus.WallTimeExceeded, "wallTimeExceeded")]
    [TestCase(SandboxStatus.CpuTimeExceeded, "cpuTimeExceeded")]
    [TestCase(SandboxStatus.MemoryExceeded, "memoryExceeded")]
    [TestCase(SandboxStatus.ProcessesExceeded, "processesExceeded")]
    [TestCase(SandboxStatus.OutputExceeded, "outputExceeded")]
    [TestCase(SandboxStatus.FileSizeExceeded, "fileSizeExceeded")]
    public void Each_status_has_its_name(SandboxStatus status, string name)
    {
        var json = SandboxReportJson.Write(new SandboxResult { Status = status, ExitCode = 0, Backend = "b", Elapsed = TimeSpan.Zero });

        Assert.That(json, Does.StartWith($"{{\"status\":\"{name}\",\"exitCode\":0,\"backend\":\"b\",\"elapsed\":0,\"usage\":{{"));
    }

    [Test]
    public void A_failed_step_is_written_as_documented()
    {
        var failure = new SandboxSetupException(
            "could not bind /src: ENOENT (No such file or directory)", "make the source first, or mark it optional")
        {
            Backend = "namespaces",
            Step = "move_mount /src on /src",
            Path = "/src",
            Errno = 2,
        };

        Assert.That(SandboxReportJson.Write(failure, indented: true), Is.EqualTo(JsonExamples.Read("failure")));
    }

    [Test]
    public void Every_kind_of_failure_tells_what_it_knows()
    {
        var spec = SandboxReportJson.Write(new SandboxSpecException("fileName", "is empty"));
        var command = SandboxReportJson.Write(new SandboxCommandException("nope", isNotFound: true, errno: 2, "nope: not found"));
        var unavailable = SandboxReportJson.Write(new SandboxUnavailableException(
            SandboxCapabilities.HostRoot, [BackendReports.Unusable("b", SandboxCapabilities.HostRoot, "why", "do this")]));

        Assert.That(spec, Does.Contain("""[{"member":"fileName","problem":"is empty"}]"""));
        Assert.That(command, Does.Contain("""{"message":"nope: not found","path":"nope","errno":2}"""));
        Assert.That(unavailable, Does.Contain(
            """
            "hint":"do this","backends":[{"backend":"b","available":false,"offers":[],"missing":[{"capabilities":["hostRoot"],
            """));
    }

    [Test]
    public void A_probe_is_written_as_documented()
    {
        var report = new SandboxProbeReport
        {
            Selected = "namespaces",
            Needs = SandboxCapabilities.ReadOnlyHostRoot | SandboxCapabilities.NetworkIsolation,
            Backends =
            [
                new()
                {
                    Backend = "namespaces",
                    Available = true,
                    Offers = SandboxCapabilities.ReadOnlyHostRoot | SandboxCapabilities.NetworkIsolation
                        | SandboxCapabilities.WallTimeLimit,
                    Missing =
                    [
                        new()
                        {
                            Capabilities = SandboxCapabilities.MemoryLimit,
                            Reason = "the own cgroup is not delegated to this user",
                            Remedy = "start through systemd-run --user --scope -p Delegate=yes",
                        },
                    ],
                },
            ],
            Facts =
            [
                new() { Name = "kernelVersion", Value = "6.1.0-25-amd64" },
                new()
                {
                    Name = "maxUserNamespaces",
                    Value = "0",
                    Problem = "no user namespace may be made: sysctl user.max_user_namespaces=15000",
                },
            ],
        };

        Assert.That(SandboxReportJson.Write(report, indented: true), Is.EqualTo(JsonExamples.Read("check")));
    }

    [Test]
    public void An_explanation_is_written_as_documented()
    {
        var explanation = new SandboxExplanation
        {
            Backend = "namespaces",
            Needs = SandboxCapabilities.ReadOnlyHostRoot,
            Steps = [new("init", "move_mount", "tmpfs on /tmp")],
        };

        Assert.That(SandboxReportJson.Write(explanation, indented: true), Is.EqualTo(JsonExamples.Read("explain")));
    }
}
