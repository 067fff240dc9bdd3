using Sandbox.Backends.Namespaces;

namespace Sandbox.EndToEnd.Tests.Library;

/// <summary>Runs of one spec, one after the other: each is of the machine as it is then.</summary>
public sealed class RecurringRunTests
{
    private readonly SandboxRunner _sandbox = new([new NamespacesBackend()]);
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void Prepare() => _directory = new TemporaryDirectory();

    [TearDown]
    public void CleanUp() => _directory.Dispose();

    [Test]
    public async Task A_source_that_is_a_link_is_where_it_leads_at_each_run()
    {
        _directory.File("one/name", "one");
        _directory.File("two/name", "two");
        _directory.Link("link", "one");
        var spec = Reading("/mnt/name") with { Mounts = [SandboxMount.ReadOnlyBind(_directory["link"], "/mnt")] };

        Assert.That(await RunAsync(spec), Is.EqualTo("one"));
        Assert.That(await RunAsync(spec), Is.EqualTo("one"));
        File.Delete(_directory["link"]);
        _directory.Link("link", "two");
        Assert.That(await RunAsync(spec), Is.EqualTo("two"));
    }

    [Test]
    public async Task A_denied_path_that_comes_to_be_between_two_runs_is_denied()
    {
        var spec = Reading(_directory["secret"]) with { Deny = [DeniedPath.Block(_directory["secret"])] };

        Assert.That(await RunAsync(spec), Is.Empty, "there is nothing yet");
        _directory.File("secret", "secret");
        Assert.That(await RunAsync(spec), Is.Empty);
        Assert.That(await RunAsync(spec with { Deny = [] }), Is.EqualTo("secret"));
    }

    [Test]
    public async Task A_denied_file_that_becomes_a_directory_is_denied_with_all_that_is_in_it()
    {
        var spec = Reading(_directory["secret/key"]) with { Deny = [DeniedPath.Block(_directory["secret"])] };
        _directory.File("secret", "secret");
        Assert.That(await RunAsync(spec), Is.Empty);

        File.Delete(_directory["secret"]);
        _directory.File("secret/key", "secret");
        Assert.That(await RunAsync(spec), Is.Empty);
        Assert.That(await RunAsync(spec with { Deny = [] }), Is.EqualTo("secret"));
    }

    [Test]
    public async Task Command_variables_and_streams_are_those_of_each_run()
    {
        var spec = SandboxSpec.For("sh", "-c", "echo $1 $NAME; cat", "sh", "one") with
        {
            WorkingDirectory = _directory.Path,
            Environment = SandboxEnvironment.Inherited.With("NAME", "first"),
            Stdio = SandboxStdio.Captured,
        };
        using var input = new MemoryStream("typed"u8.ToArray());

        Assert.That(await RunAsync(spec), Is.EqualTo("one first"));
        var other = spec with
        {
            Arguments = ["-c", "echo $1 $NAME; cat", "sh", "two"],
            Environment = SandboxEnvironment.Inherited.With("NAME", "second"),
            Stdio = spec.Stdio with { Input = SandboxInput.Stream(input) },
        };
        Assert.That(await RunAsync(other), Is.EqualTo("two second\ntyped"));
        Assert.That(await RunAsync(spec), Is.EqualTo("one first"));
    }

    [Test]
    public async Task A_directory_that_is_gone_is_missed_at_the_next_run()
    {
        var source = _directory.Folder("source");
        var spec = Reading("/etc/hostname") with { Mounts = [SandboxMount.ReadOnlyBind(source, "/mnt")] };
        await RunAsync(spec);
        Directory.Delete(source);

        Assert.That(async () => await RunAsync(spec), Throws.TypeOf<SandboxSpecException>().With.Message.Contains(source));
    }

    private static SandboxSpec Reading(string path) => SandboxSpec.For("sh", "-c", "cat \"$0\" 2>/dev/null; true", path) with
    {
        WorkingDirectory = "/",
        Stdio = SandboxStdio.Captured,
    };

    private async Task<string> RunAsync(SandboxSpec spec) =>
        (await _sandbox.RunAsync(spec)).EnsureSuccess().StandardOutputText!.TrimEnd('\n');
}
