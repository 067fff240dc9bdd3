namespace Sandbox.Conformance;

/// <summary>Denied paths that are there and cannot be used.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.DenyBlock)]
public abstract class DenyBlockConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Deny = [DeniedPath.Block(Work.File("secret", "text"))] };

    [Test]
    public async Task A_file_cannot_be_read_written_or_moved_away()
    {
        var output = await OutputOf(Ask(Shell("""
            test -e secret && echo there
            cat secret 2>&1
            echo x > secret || echo refused
            mv secret moved || echo refused
            chmod 777 secret || echo refused
            """)));

        Assert.That(output, Is.EqualTo("there\ncat: secret: Permission denied\nrefused\nrefused\nrefused"));
        Assert.That(Work.Read("secret"), Is.EqualTo("text"));
    }

    [Test]
    public async Task A_directory_cannot_be_listed_entered_or_written()
    {
        Work.File("vault/file", "text");
        var spec = Deny(Shell("ls vault || echo refused; cat vault/file || echo refused; (cd vault) || echo refused; echo x > vault/new || echo refused"), "vault");

        Assert.That(await OutputOf(spec), Is.EqualTo("refused\nrefused\nrefused\nrefused"));
        Assert.That(Work.Read("vault/new"), Is.Null);
    }

    [Test]
    public async Task A_program_cannot_be_run()
    {
        Work.File("program", "#!/bin/sh\necho ran\n", (UnixFileMode)0b111_101_101);

        Assert.That(await OutputOf(Deny(Shell("./program || echo $?"), "program")), Is.EqualTo("126"));
    }

    [Test]
    public async Task What_a_denied_link_points_to_is_denied()
    {
        Work.File("real", "text");
        File.CreateSymbolicLink($"{Work.Outside}/link", "real");

        Assert.That(await OutputOf(Deny(Shell("cat link || echo refused; cat real || echo refused"), "link")), Is.EqualTo("refused\nrefused"));
    }

    [Test]
    public async Task A_pattern_denies_all_it_matches_and_nothing_else()
    {
        Work.File("a.key", "text");
        Work.File("b.key", "text");
        Work.File("c.txt", "open");

        Assert.That(
            await OutputOf(Deny(Shell("cat a.key || echo refused; cat b.key || echo refused; cat c.txt"), "*.key")),
            Is.EqualTo("refused\nrefused\nopen"));
    }

    private SandboxSpec Deny(SandboxSpec plain, string name) => plain with { Deny = [DeniedPath.Block($"{Work.Inside}/{name}")] };
}
