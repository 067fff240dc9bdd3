namespace Sandbox.Tests.Specs;

/// <summary>What a spec says decides what a back-end must offer.</summary>
public sealed class SpecRequirementsTests
{
    private static readonly SandboxSpec Default = SandboxSpec.For("true");
    private static readonly SandboxSpec HostTree = Default with { Root = SandboxRoot.Host };

    public static IEnumerable<TestCaseData> Requests()
    {
        static TestCaseData Case(SandboxSpec spec, SandboxCapabilities added) =>
            new TestCaseData(spec, added).SetArgDisplayNames(added.ToString());

        yield return Case(Default with { Mounts = [SandboxMount.Bind("/a")] }, SandboxCapabilities.BindMounts);
        yield return Case(Default with { Mounts = [SandboxMount.ReadOnlyBind("/a")] }, SandboxCapabilities.ReadOnlyBindMounts);
        yield return Case(HostTree with { Mounts = [SandboxMount.Tmpfs("/a")] }, SandboxCapabilities.TmpfsMounts);
        yield return Case(Default with { Mounts = [SandboxMount.Proc("/a")] }, SandboxCapabilities.ProcMounts);
        yield return Case(
            Default with { Mounts = [SandboxMount.Kernel(KernelFileSystem.Mqueue, "/a")] }, SandboxCapabilities.KernelMounts);
        yield return Case(HostTree with { Mounts = [SandboxMount.Dev("/a")] }, SandboxCapabilities.DevMounts);
        yield return Case(Default with { Mounts = [SandboxMount.Directory("/a")] }, SandboxCapabilities.SynthesizedFiles);
        yield return Case(Default with { Mounts = [SandboxMount.Symlink("b", "/a")] }, SandboxCapabilities.SynthesizedFiles);
        yield return Case(Default with { Mounts = [SandboxMount.File("/b", "/a")] }, SandboxCapabilities.SynthesizedFiles);
        yield return Case(Default with { Deny = [DeniedPath.Block("/a")] }, SandboxCapabilities.DenyBlock);
        yield return Case(Default with { Deny = [DeniedPath.Hide("/a")] }, SandboxCapabilities.DenyHide);
        yield return Case(
            Default with { Deny = [new() { Path = "/a", Mode = DenyMode.Message }] }, SandboxCapabilities.DenyMessage);
        yield return Case(Default with { Identity = new() { UserId = 0 } }, SandboxCapabilities.UserMapping);
        yield return Case(Default with { Identity = new() { GroupId = 0 } }, SandboxCapabilities.UserMapping);
        yield return Case(Default with { Identity = new() { HostName = "h" } }, SandboxCapabilities.HostName);
        yield return Case(Default with { Identity = new() { DomainName = "d" } }, SandboxCapabilities.DomainName);
        yield return Case(Default with { AsPid1 = true }, SandboxCapabilities.AsPid1);
        yield return Case(Default with { NewSession = true }, SandboxCapabilities.NewSession);
        yield return Case(Default with { KeepFileDescriptors = [3] }, SandboxCapabilities.KeepFileDescriptors);
        yield return Case(Default with { Limits = new() { WallTime = TimeSpan.Zero } }, SandboxCapabilities.WallTimeLimit);
        yield return Case(Default with { Limits = new() { CpuTime = TimeSpan.FromSeconds(1) } }, SandboxCapabilities.CpuTimeLimit);
        yield return Case(Default with { Limits = new() { Memory = 1 } }, SandboxCapabilities.MemoryLimit);
        yield return Case(Default with { Limits = new() { Processes = 1 } }, SandboxCapabilities.ProcessLimit);
        yield return Case(Default with { Limits = new() { FileSize = 0 } }, SandboxCapabilities.FileSizeLimit);
        yield return Case(Default with { Limits = new() { OpenFiles = 3 } }, SandboxCapabilities.ResourceLimits);
        yield return Case(Default with { Limits = new() { Stack = 65536 } }, SandboxCapabilities.ResourceLimits);
        yield return Case(Default with { Limits = new() { CoreSize = 0 } }, SandboxCapabilities.ResourceLimits);
        yield return Case(Default with { Limits = new() { Output = 0 } }, SandboxCapabilities.OutputLimit);
        yield return Case(
            Default with { Limits = new() { KillAfter = TimeSpan.Zero }, Umask = 0, WorkingDirectory = "/" },
            SandboxCapabilities.None);
    }

    [TestCaseSource(nameof(Requests))]
    public void Each_request_adds_its_capability(SandboxSpec spec, SandboxCapabilities added) =>
        Assert.That(SpecRequirements.Of(spec), Is.EqualTo(
            SpecRequirements.Of(Default with { Root = spec.Root }) | added));

    [Test]
    public void A_default_spec_needs_a_security_boundary() => Assert.That(
        SpecRequirements.Of(Default),
        Is.EqualTo(
            SandboxCapabilities.ReadOnlyHostRoot | SandboxCapabilities.TmpfsMounts | SandboxCapabilities.DevMounts
            | SandboxCapabilities.NetworkIsolation | SandboxCapabilities.ProcessIsolation
            | SandboxCapabilities.IpcIsolation | SandboxCapabilities.LeastPrivilege | SandboxCapabilities.SecurityBoundary));

    [Test]
    public void The_host_network_is_needed_instead_of_isolation() => Assert.That(
        SpecRequirements.Of(Default with { Network = SandboxNetwork.Host })
            & (SandboxCapabilities.HostNetwork | SandboxCapabilities.NetworkIsolation),
        Is.EqualTo(SandboxCapabilities.HostNetwork));

    [Test]
    public void A_hermetic_root_is_needed_with_the_private_directories_in_it() => Assert.That(
        SpecRequirements.Of(Default with { Root = SandboxRoot.Hermetic() }) & ~SpecRequirements.Always,
        Is.EqualTo(
            SandboxCapabilities.HermeticRoot | SandboxCapabilities.TmpfsMounts | SandboxCapabilities.DevMounts
            | SandboxCapabilities.NetworkIsolation));

    [TestCase(false, SandboxCapabilities.DirectoryRoot | SandboxCapabilities.WritablePaths)]
    [TestCase(true, SandboxCapabilities.DirectoryRoot)]
    public void A_directory_root_needs_protection_unless_all_of_it_is_writable(bool writable, SandboxCapabilities root)
    {
        var spec = Default with { Root = SandboxRoot.Directory("/r", writable ? WritablePaths.All : WritablePaths.Only()) };

        Assert.That(SpecRequirements.Of(spec) & ~SpecRequirements.Always, Is.EqualTo(
            root | SandboxCapabilities.TmpfsMounts | SandboxCapabilities.DevMounts | SandboxCapabilities.NetworkIsolation));
    }

    [Test]
    public void A_directory_shown_as_it_is_and_an_empty_root_need_no_devices() => Assert.Multiple(() =>
    {
        var bare = new DirectoryRoot { Path = "/r", Writable = WritablePaths.All, PrivateMounts = false };
        Assert.That(
            SpecRequirements.Of(Default with { Root = bare }) & ~SpecRequirements.Always,
            Is.EqualTo(SandboxCapabilities.DirectoryRoot | SandboxCapabilities.NetworkIsolation));
        Assert.That(
            SpecRequirements.Of(Default with { Root = SandboxRoot.Empty }) & ~SpecRequirements.Always,
            Is.EqualTo(SandboxCapabilities.TmpfsMounts | SandboxCapabilities.NetworkIsolation));
    });
}
