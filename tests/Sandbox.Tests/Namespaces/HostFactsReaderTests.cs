using Sandbox.Linux;

namespace Sandbox.Tests.Namespaces;

/// <summary>The facts of the process that runs these tests.</summary>
public sealed class HostFactsReaderTests
{
    [Test]
    public void Ids_are_those_the_kernel_tells()
    {
        var status = File.ReadLines("/proc/self/status").ToDictionary(line => line.Split(':')[0], line => line.Split('\t'));
        var facts = Read();

        // Real, effective, saved, file system.
        Assert.That(facts.UserId, Is.EqualTo(uint.Parse(status["Uid"][2])));
        Assert.That(facts.GroupId, Is.EqualTo(uint.Parse(status["Gid"][2])));
    }

    [Test]
    public void Sysctls_are_owned_by_the_user_whose_files_they_are()
    {
        var owner = HostFileSystem.Instance.Lookup("/proc/sys/kernel/core_pattern")?.UserId;
        Assume.That(owner, Is.Not.Null, "this machine shows no /proc/sys");
        var facts = Read();

        Assert.That(facts.OwnsSysctls, Is.EqualTo(owner == facts.UserId));
    }

    [Test]
    public void The_current_directory_is_named_without_links() => Assert.That(
        Read().CurrentDirectory, Is.EqualTo(new FileInfo("/proc/self/cwd").LinkTarget));

    [Test]
    public void Groups_are_looked_for_where_a_limit_may_need_one_and_only_there()
    {
        var mounted = File.ReadLines("/proc/self/mountinfo").Any(line => line.Contains(" - cgroup2 ", StringComparison.Ordinal));
        var limited = SandboxSpec.For("true") with { Limits = new() { Memory = 1 << 20 } };

        Assert.That(Read().Cgroups, Is.SameAs(CgroupFacts.None));
        Assert.That(HostFactsReader.Read(limited).Cgroups.Mounts.IsEmpty, Is.Not.EqualTo(mounted));
    }

    [Test]
    public void The_environment_holds_variables_set_by_the_process()
    {
        Environment.SetEnvironmentVariable("SANDBOX_TEST_FACT", "a=b");
        try
        {
            Assert.That(Read().Environment, Does.Contain("SANDBOX_TEST_FACT=a=b"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("SANDBOX_TEST_FACT", null);
        }
    }

    [Test]
    public void The_environment_is_read_anew_whenever_a_variable_has_changed()
    {
        const string Name = "SANDBOX_TEST_FACT";
        try
        {
            var before = Read().Environment;
            Assert.That(Read().Environment, Is.EqualTo(before));
            foreach (var value in new[] { "1", "2", "" })
            {
                Environment.SetEnvironmentVariable(Name, value);
                Assert.That(Read().Environment, Does.Contain($"{Name}={value}"));
            }

            Environment.SetEnvironmentVariable(Name, null);
            Assert.That(Read().Environment, Is.EquivalentTo(before));
        }
        finally
        {
            Environment.SetEnvironmentVariable(Name, null);
        }
    }

    private static HostFacts Read() => HostFactsReader.Read(SandboxSpec.For("true"));
}
