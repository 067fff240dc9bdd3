namespace Sandbox.Conformance;

/// <summary>A tree of declared inputs, in which what is not declared does not exist.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.HermeticRoot)]
public abstract class HermeticRootConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Root = SandboxRoot.Hermetic() };

    [Test]
    public async Task An_input_can_be_read_at_its_own_path_and_not_written()
    {
        var input = Work.File("input", "declared");

        var output = await OutputOf(With($"cat {input}; echo x > {input} || echo refused", input));

        Assert.That(output, Is.EqualTo("declaredrefused"));
        Assert.That(Work.Read("input"), Is.EqualTo("declared"));
    }

    [Test]
    public async Task A_directory_is_an_input_with_all_it_holds()
    {
        Work.File("input/deep/file", "below");

        Assert.That(await OutputOf(With($"cat {Work.Inside}/input/deep/file", $"{Work.Inside}/input")), Is.EqualTo("below"));
    }

    [Test]
    public async Task What_is_not_declared_is_not_there()
    {
        var input = Work.File("input");
        Work.File("neighbour", "secret");

        var output = await OutputOf(With(
            $"cat {Work.Inside}/neighbour || cat {Work.Inside}/../work/neighbour || ls {Work.Inside}; ls /home /run /opt || echo none", input));

        Assert.That(output, Is.EqualTo("input\nnone"));
    }

    [Test]
    public async Task A_link_is_there_as_it_is_and_leads_only_to_what_is_declared()
    {
        var input = Work.File("input", "declared");
        Work.File("neighbour", "secret");
        File.CreateSymbolicLink($"{Work.Outside}/good", "input");
        File.CreateSymbolicLink($"{Work.Outside}/bad", $"{Work.Outside}/neighbour");

        var output = await OutputOf(With(
            $"cd {Work.Inside}; cat good; cat bad || readlink bad", input, $"{Work.Inside}/good", $"{Work.Inside}/bad"));

        Assert.That(output, Is.EqualTo($"declared{Work.Outside}/neighbour"));
    }

    [Test]
    public async Task Nothing_can_be_written_but_temporary_files()
    {
        var input = Work.File("input");

        var output = await OutputOf(With(
            $"for path in /made /usr/made /etc/made {Work.Inside}/made; do echo x > $path || echo refused; done; echo kept > /tmp/x; cat /tmp/x", input));

        Assert.That(output, Is.EqualTo("refused\nrefused\nrefused\nrefused\nkept"));
    }

    private SandboxSpec With(string script, params string[] inputs) =>
        Ask(Shell(script)) with { Inputs = [.. inputs], WorkingDirectory = "/" };
}
