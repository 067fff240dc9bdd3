namespace Sandbox.Conformance;

/// <summary>
/// The base of all fixtures: probes the back-end, skips what this machine does not let it do, and gives each test a
/// directory of its own.
/// </summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public abstract class ConformanceFixture<TSource>
    where TSource : IBackendSource, new()
{
    // What no member of a spec asks for: a back-end that lacks some of it runs only what allows that.
    private const SandboxCapabilities Unasked = SandboxCapabilities.ProcessIsolation | SandboxCapabilities.IpcIsolation
        | SandboxCapabilities.LeastPrivilege | SandboxCapabilities.SecurityBoundary
        | SandboxCapabilities.TmpfsMounts | SandboxCapabilities.DevMounts;

    private WorkDirectory? _work;
    private WorkDirectory? _root;

    /// <summary>The back-end under test.</summary>
    protected static ISandboxBackend Backend => BackendUnderTest<TSource>.Backend;

    /// <summary>What the back-end offers here, by its probe.</summary>
    protected SandboxCapabilities Offers { get; private set; }

    /// <summary>The test's own directory, which the command may write and starts in.</summary>
    protected WorkDirectory Work => _work ?? throw new InvalidOperationException("there is no test running");

    /// <summary>
    /// The directory /work of a root directory of the test's own (its <see cref="WorkDirectory.Parent"/>), which holds a
    /// shell and a few programs; made when it is first asked for.
    /// </summary>
    protected WorkDirectory Root => _root ??= WorkDirectory.InRootDirectory();

    /// <summary>Whether the tests use a directory as the root, because this back-end shows no host tree.</summary>
    private bool UsesRootDirectory =>
        (Offers & (SandboxCapabilities.ReadOnlyHostRoot | SandboxCapabilities.HostRoot)) == SandboxCapabilities.None;

    /// <summary>
    /// A shell script in the plainest sandbox this back-end offers, started in <see cref="Work"/>, without input and
    /// with both outputs captured. Fixtures ask for one thing on top of it.
    /// </summary>
    /// <param name="script">What /bin/sh runs (POSIX).</param>
    protected SandboxSpec Shell(string script) => SandboxSpec.For("/bin/sh", "-c", script) with
    {
        Root = OffersAll(SandboxCapabilities.ReadOnlyHostRoot) ? SandboxRoot.ReadOnlyHost
            : OffersAll(SandboxCapabilities.HostRoot) ? SandboxRoot.Host
            : SandboxRoot.Directory(Work.Parent, WritablePaths.All),
        Network = OffersAll(SandboxCapabilities.NetworkIsolation) ? SandboxNetwork.None : SandboxNetwork.Host,
        // Messages in English, and no variable of the caller's that could change what the shell does.
        Environment = SandboxEnvironment.Empty.With("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").With("LC_ALL", "C"),
        WorkingDirectory = Work.Inside,
        Stdio = SandboxStdio.Captured,
        AllowDegraded = !OffersAll(Unasked),
    };

    /// <summary>Whether the back-end offers all of these here.</summary>
    protected bool OffersAll(SandboxCapabilities capabilities) => (capabilities & ~Offers) == SandboxCapabilities.None;

    /// <summary>Runs a command to its end. One that hangs is killed after a minute, and the test fails.</summary>
    protected static async Task<SandboxResult> RunAsync(SandboxSpec spec)
    {
        await using var process = await Backend.StartAsync(spec, CancellationToken.None);
        return await EndOf(process);
    }

    /// <summary>Waits for the end; a command that hangs is killed after a minute, and the test fails.</summary>
    protected static async Task<SandboxResult> EndOf(ISandboxProcess process)
    {
        ArgumentNullException.ThrowIfNull(process);
        using var hang = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        return await process.WaitForExitAsync(hang.Token);
    }

    /// <summary>Runs a script that must exit with 0.</summary>
    /// <returns>What it wrote to its standard output, without the last line's end.</returns>
    protected static async Task<string> OutputOf(SandboxSpec spec)
    {
        var result = await RunAsync(spec);
        Assert.That(result.IsSuccess, Describe(result));
        return result.StandardOutputText.TrimEnd('\n');
    }

    /// <summary>Runs a script until it waits for input, and looks at its process from outside.</summary>
    /// <param name="spec">As <see cref="Shell"/> makes it, of a script that ends by reading from the named pipe <c>pipe</c>.</param>
    /// <param name="look">What is to be seen; called while it waits.</param>
    private protected async Task<T> LookAtAsync<T>(SandboxSpec spec, Func<CommandView, T> look)
    {
        await OutputOf(Shell("mkfifo pipe"));
        await using var process = await Backend.StartAsync(spec, CancellationToken.None);

        // Opening it waits for the reader.
        var opening = Task.Run(() => new FileStream($"{Work.Outside}/pipe", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
        var ended = EndOf(process);
        if (await Task.WhenAny(opening, ended) == ended)
        {
            // Whoever opens it for reading as well lets the one who waits go on.
            new FileStream($"{Work.Outside}/pipe", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0).Dispose();
            (await opening).Dispose();
            throw new AssertionException($"it ended before it read: {Describe(await ended)}");
        }

        T seen;
        await using (var pipe = await opening)
        {
            seen = look(CommandView.Below(process.MonitorId));
            pipe.WriteByte((byte)'\n');
        }

        Assert.That((await ended).IsSuccess, Describe(await ended));
        File.Delete($"{Work.Outside}/pipe");
        return seen;
    }

    /// <summary>All there is to see of a run, for the message of a failed test.</summary>
    protected static string Describe(SandboxResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return $"{result}\nstdout:\n{result.StandardOutputText}\nstderr:\n{result.StandardErrorText}";
    }

    [OneTimeSetUp]
    public async Task Probe()
    {
        var report = await BackendUnderTest<TSource>.ProbeAsync();
        Offers = report.Offers;
        await CheckOfferAsync(report);
        if (!report.Available)
        {
            Assert.Ignore($"{Backend.Name} is not available here: {Reasons(report, SandboxCapabilities.None)}");
        }

        if (UsesRootDirectory && !OffersAll(SandboxCapabilities.DevMounts) && !ProgramDirectory.CanHaveDevices)
        {
            Assert.Ignore($"{Backend.Name} makes no /dev here, and this process may not make a /dev/null in a directory (CAP_MKNOD)");
        }
    }

    [SetUp]
    public void MakeWorkDirectory() => _work = NewWork();

    [TearDown]
    public void DeleteWorkDirectory()
    {
        _work?.Dispose();
        _root?.Dispose();
        (_work, _root) = (null, null);
    }

    /// <summary>Looks at the probe's report before anything runs, and skips the fixture where there is nothing to test.</summary>
    private protected virtual Task CheckOfferAsync(SandboxBackendReport report) => Task.CompletedTask;

    /// <summary>A directory for one test, on the host or in a new root directory.</summary>
    private protected WorkDirectory NewWork() => UsesRootDirectory ? WorkDirectory.InRootDirectory() : WorkDirectory.Shared();

    /// <summary>What a report says about these capabilities, or all it says where it is about none of them.</summary>
    private protected static string Reasons(SandboxBackendReport report, SandboxCapabilities capabilities)
    {
        var about = report.Missing.Where(missing => (missing.Capabilities & capabilities) != SandboxCapabilities.None).ToList();
        return string.Join("; ", (about.Count > 0 ? about : [.. report.Missing]).Select(missing => missing.Reason));
    }
}
