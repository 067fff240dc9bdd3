namespace Sandbox.Conformance;

/// <summary>No capability, no way to gain one, and no terminal to type into.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.LeastPrivilege)]
public abstract class LeastPrivilegeConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    // What there is beside them, the bounding set, says nothing by itself: it only bounds what could be gained.
    private static readonly string[] Sets = ["CapInh", "CapPrm", "CapEff", "CapAmb"];

    private static readonly string[] None = [.. Sets.Select(_ => "0000000000000000")];

    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain;

    [Test]
    public async Task The_command_has_no_capability() =>
        Assert.That(await LookAtAsync(Shell("read line < pipe"), CapabilitiesOf), Is.EqualTo(None));

    [Test]
    public async Task It_gains_none_by_a_program_that_is_set_user_id()
    {
        await MakeProgramAsync();
        File.SetUnixFileMode($"{Work.Outside}/program", (UnixFileMode)0b110_111_101_101);

        var (capabilities, ids) = await LookAtAsync(Shell("exec ./program pipe"), view => (CapabilitiesOf(view), view.Status("Uid")));

        Assert.That(capabilities, Is.EqualTo(None));
        Assert.That(ids, Is.EqualTo(await LookAtAsync(Shell("read line < pipe"), view => view.Status("Uid"))));
    }

    [Test]
    public async Task It_gains_none_by_a_program_that_has_capabilities()
    {
        await MakeProgramAsync();
        if (!FileCapabilities.TrySet($"{Work.Outside}/program"))
        {
            Assert.Ignore("this process may give no file a capability (CAP_SETFCAP)");
        }

        Assert.That(await LookAtAsync(Shell("exec ./program pipe"), CapabilitiesOf), Is.EqualTo(None));
    }

    [Test]
    public async Task It_cannot_gain_one_by_executing_any_program() =>
        Assert.That(await LookAtAsync(Shell("read line < pipe"), view => view.Status("NoNewPrivs")), Is.EqualTo("1"));

    [Test]
    public async Task It_cannot_type_into_the_callers_terminal()
    {
        // By a filter on ioctl(2) TIOCSTI, or by being in no session that has the terminal.
        var (seccomp, session, id) = await LookAtAsync(Shell("read line < pipe"), view => (view.Status("Seccomp"), view.Session, view.Id));

        Assert.That(seccomp == "2" || session == id);
    }

    private static string[] CapabilitiesOf(CommandView view) => [.. Sets.Select(view.Status)];

    // Inside the sandbox's own view of programs, whichever that is.
    private async Task MakeProgramAsync() => await OutputOf(Shell("cat \"$(command -v cat)\" > program && chmod 755 program"));
}
