namespace Sandbox.Conformance;

/// <summary>No capability, no way to gain one, and no terminal to type into.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.LeastPrivilege)]
public abstract class LeastPrivilegeConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain;

    [TestCase("CapInh")]
    [TestCase("CapPrm")]
    [TestCase("CapEff")]
    [TestCase("CapBnd")]
    [TestCase("CapAmb")]
    public async Task The_command_has_no_capability(string set) =>
        Assert.That(await StatusAsync(set), Is.EqualTo("0000000000000000"));

    [Test]
    public async Task It_cannot_gain_one_by_executing_a_program() => Assert.That(await StatusAsync("NoNewPrivs"), Is.EqualTo("1"));

    [Test]
    public async Task It_cannot_type_into_the_callers_terminal()
    {
        // By a filter on ioctl(2) TIOCSTI, or by being in no session that has the terminal.
        var filtered = await StatusAsync("Seccomp") == "2";
        var leads = await OutputOf(Shell("read pid comm state ppid pgrp session rest < /proc/self/stat; test $session = $$ && echo leads || true"));

        Assert.That(filtered || leads == "leads");
    }

    // proc_pid_status(5): "Name:\tvalue"
    private async Task<string?> StatusAsync(string name) =>
        (await OutputOf(Shell("cat /proc/self/status"))).Split('\n')
            .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?.Split('\t')[1];
}
