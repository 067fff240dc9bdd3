using System.Text;
using System.Text.Json;
using Sandbox.Json;
using Sandbox.Tests.Json;

namespace Sandbox.Tests.Profiles;

/// <summary>Files of profiles.</summary>
public sealed class SandboxProfilesJsonTests
{
    [Test]
    public void The_example_of_the_manual_is_read()
    {
        var profiles = Parse(JsonExamples.Read("profiles", "profiles.md"));

        Assert.That(profiles.Names, Is.EqualTo(new[] { "ci", "toolchain-2" }));
        Assert.That(profiles.Find("ci")!.Limits, Is.EqualTo(new SandboxLimits { WallTime = TimeSpan.FromMinutes(30), FileSize = 2L << 30 }));
        Assert.That(profiles.Find("ci")!.Network, Is.EqualTo(SandboxNetwork.Loopback));
        Assert.That(profiles.Find("ci")!.Deny[1], Is.EqualTo(DeniedPath.Message("/usr/bin/perl")));
        Assert.That(profiles.Find("toolchain-2")!.Network, Is.Null);
        Assert.That(profiles.Find("toolchain-2")!.Mounts[0], Is.EqualTo(SandboxMount.ReadOnlyBind("/opt/toolchain-2")));
    }

    [TestCase("""{"profiles":{"a":{"deny":["/x:gently"]}}}""", "/f: profiles['a'].deny[0]: '/x:gently' is not")]
    [TestCase("""{"profiles":{"a":{"deny":["relative"]}}}""", "/f: profiles['a'].deny[0].path: 'relative' is not an absolute path")]
    [TestCase("""{"profiles":{"a":{"mounts":[{"type":"tmpfs","target":"/t","size":"lots"}]}}}""", "/f: profiles['a'].mounts[0].size: 'lots' is not")]
    [TestCase("""{"profiles":{"a":{"network":"host"}}}""", "/f: profiles['a'].network: 'host' is not a profile's to say")]
    [TestCase("""{"profiles":{"a":{"root":"host"}}}""", "/f: profiles['a'].root: is not known; known here are: description, mounts")]
    [TestCase("""{"profiles":{"a":{},"a":{}}}""", "/f: profiles.a: is there twice")]
    [TestCase("""{"profiles":{"net":{}}}""", "/f: profiles['net']: is built in")]
    [TestCase("""{"profiles":{"A b":{}}}""", "/f: profiles['A b']: is no name for a profile")]
    [TestCase("""{"profiles":{"a":null}}""", "/f: profiles['a']: must be")]
    [TestCase("""{"profiles":[]}""", "/f: profiles: must be")]
    [TestCase("""{}""", "/f: profiles: is missing")]
    [TestCase("""{"profiles":""", "/f: document: is not valid JSON at line 1")]
    public void An_error_names_the_file_and_the_member(string json, string problem) =>
        Assert.That(Assert.Throws<SandboxSpecException>(() => Parse(json))!.Message, Does.StartWith(problem));

    [Test]
    public void A_file_that_is_too_long_is_refused() => Assert.That(
        Assert.Throws<SandboxSpecException>(() => Parse(new string(' ', SandboxProfilesJson.MaxLength + 1)))!.Message,
        Does.Contain("longer than 1048576 bytes"));

    [TestCase(typeof(ProfileDocument), "profile")]
    [TestCase(typeof(DenyDocument), "deny")]
    [TestCase(typeof(NetworkDocument), "network")]
    [TestCase(typeof(EnvironmentDocument), "environment")]
    [TestCase(typeof(LimitsDocument), "limits")]
    public void The_schema_knows_the_members_that_are_read(Type document, string definition)
    {
        using var schema = ReadSchema();
        var properties = schema.RootElement.GetProperty("$defs").GetProperty(definition).GetProperty("properties");

        Assert.That(
            properties.EnumerateObject().Select(property => property.Name),
            Is.EquivalentTo(SpecJsonContext.Default.Options.GetTypeInfo(document).Properties.Select(property => property.Name)));
    }

    [TestCase(typeof(BindDocument), "bind")]
    [TestCase(typeof(TmpfsDocument), "tmpfs")]
    [TestCase(typeof(ProcDocument), "proc")]
    [TestCase(typeof(KernelMountDocument), "kernel")]
    [TestCase(typeof(DevDocument), "dev")]
    [TestCase(typeof(DirectoryDocument), "dir")]
    [TestCase(typeof(SymlinkDocument), "symlink")]
    [TestCase(typeof(FileDocument), "file")]
    public void The_schema_knows_the_members_of_each_kind_of_mount(Type document, string type)
    {
        using var schema = ReadSchema();
        var kind = schema.RootElement.GetProperty("$defs").GetProperty("mount").GetProperty("oneOf").EnumerateArray()
            .Single(kind => KindsOf(kind).Contains(type));

        Assert.That(
            kind.GetProperty("properties").EnumerateObject().Select(property => property.Name).Where(name => name != "type"),
            Is.EquivalentTo(SpecJsonContext.Default.Options.GetTypeInfo(document).Properties.Select(property => property.Name)));
    }

    [Test]
    public void The_schema_knows_every_kind_of_mount()
    {
        using var schema = ReadSchema();
        var kinds = schema.RootElement.GetProperty("$defs").GetProperty("mount").GetProperty("oneOf").EnumerateArray().SelectMany(KindsOf);

        Assert.That(
            kinds,
            Is.EquivalentTo(SpecJsonContext.Default.Options.GetTypeInfo(typeof(MountDocument)).PolymorphismOptions!.DerivedTypes
                .Select(derived => (string)derived.TypeDiscriminator!)));
    }

    [Test]
    public void The_example_of_the_manual_is_valid_by_the_schema()
    {
        using var schema = ReadSchema();
        using var example = JsonDocument.Parse(JsonExamples.Read("profiles", "profiles.md"));

        Assert.That(new JsonSchema(schema.RootElement).Problems(example.RootElement), Is.Empty);
    }

    [TestCase("""{"profiles":{"net":{}}}""")]
    [TestCase("""{"profiles":{"a":{"mounts":[{"type":"tmpfs","target":"t"}]}}}""")]
    [TestCase("""{"profiles":{"a":{"mounts":[{"type":"tmpfs","target":"/t","source":"/s"}]}}}""")]
    [TestCase("""{"profiles":{"a":{"mounts":[{"type":"tmpfs","target":"/t","entries":0}]}}}""")]
    [TestCase("""{"profiles":{"a":{"mounts":[{"type":"kernel","target":"/t","fileSystem":"ext4"}]}}}""")]
    [TestCase("""{"profiles":{"a":{"mounts":[{"type":"other","target":"/t"}]}}}""")]
    [TestCase("""{"profiles":{"a":{"network":"host"}}}""")]
    [TestCase("""{"profiles":{"a":{"limits":{"openFiles":2}}}}""")]
    [TestCase("""{"profiles":{"a":{"limits":{"wallTime":"soon"}}}}""")]
    [TestCase("""{"profiles":{"a":{"deny":[1]}}}""")]
    [TestCase("""{"profiles":{"a":{"root":"host"}}}""")]
    [TestCase("""{}""")]
    public void What_is_refused_when_it_is_read_is_invalid_by_the_schema(string json)
    {
        using var schema = ReadSchema();
        using var document = JsonDocument.Parse(json);

        Assert.That(() => Parse(json), Throws.TypeOf<SandboxSpecException>());
        Assert.That(new JsonSchema(schema.RootElement).Problems(document.RootElement), Is.Not.Empty);
    }

    private static JsonDocument ReadSchema() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(TestRepository.Directory, "docs", "profiles.schema.json")));

    private static IEnumerable<string?> KindsOf(JsonElement kind)
    {
        var type = kind.GetProperty("properties").GetProperty("type");
        return type.TryGetProperty("const", out var one) ? [one.GetString()] : type.GetProperty("enum").EnumerateArray().Select(value => value.GetString());
    }

    private static SandboxProfiles Parse(string json) => SandboxProfilesJson.Parse(Encoding.UTF8.GetBytes(json), "/f");
}
