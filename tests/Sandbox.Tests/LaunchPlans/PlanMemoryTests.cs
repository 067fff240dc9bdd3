using Sandbox.Backends.Namespaces;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Tests.Namespaces;

namespace Sandbox.Tests.LaunchPlans;

public sealed class PlanMemoryTests
{
    private static readonly SandboxSpec Spec = Planned.Spec with { Mounts = [SandboxMount.ReadOnlyBind("/opt/link", "/mnt")] };

    private int _planned;
    private PlanMemory _memory = null!;

    [SetUp]
    public void Prepare()
    {
        _planned = 0;
        _memory = new PlanMemory((spec, facts, files) =>
        {
            _planned++;
            return NamespacesPlanner.Plan("namespaces", spec, facts, files);
        });
    }

    [Test]
    public void A_remembered_plan_is_the_one_that_would_be_made()
    {
        var commands = new[]
        {
            Spec,
            Spec with { FileName = "cc", Arguments = ["-c", "a.c"] },
            Spec with { Stdio = SandboxStdio.Captured },
            Spec with { Stdio = SandboxStdio.Discarded },
        };

        foreach (var spec in commands)
        {
            Assert.That(Text(Plan(spec)), Is.EqualTo(Text(Planned.Plan(spec, Files()))));
        }

        Assert.That(_planned, Is.EqualTo(2), "that no stream is the caller's makes another tree, for his terminal; nothing else does");
    }

    [Test]
    public void Other_variables_are_another_plan()
    {
        var spec = Spec with { Root = SandboxRoot.Hermetic() };
        Plan(spec);
        foreach (var facts in new[] { Planned.Facts with { Environment = ["HOME=/home/me", "NEW=1"] }, Planned.Facts with { Environment = ["HOME=/opt"] } })
        {
            Assert.That(Text(Plan(spec, facts: facts)), Is.EqualTo(Text(Planned.Plan(spec, Files(), facts))));
        }

        var other = spec with { Environment = SandboxEnvironment.Inherited.With("HOME", "/opt/one") };
        Assert.That(Text(Plan(other)), Is.EqualTo(Text(Planned.Plan(other, Files()))));
        Assert.That(Plan(other).Environment, Does.Contain("HOME=/opt/one"));
    }

    [TestCase("/opt/link -> other\n/opt/one/\n/opt/other/", TestName = "A_link_that_leads_elsewhere_makes_another_plan")]
    [TestCase("/opt/link/", TestName = "A_directory_in_place_of_a_link_makes_another_plan")]
    [TestCase("/opt/link -> one\n/opt/one", TestName = "A_file_in_place_of_a_directory_makes_another_plan")]
    public void A_change_of_what_was_looked_at_makes_another_plan(string now)
    {
        var before = Text(Plan(Spec));
        var changed = HostFiles.With(now);

        var plan = Plan(Spec, changed);

        Assert.That(Text(plan), Is.Not.EqualTo(before).And.EqualTo(Text(Planned.Plan(Spec, changed))));
        Assert.That(_planned, Is.EqualTo(2));
    }

    [Test]
    public void What_is_no_longer_there_is_refused()
    {
        Plan(Spec);

        Assert.That(() => Plan(Spec, HostFiles.With()), Throws.TypeOf<SandboxSpecException>());
    }

    [Test]
    public void Another_spec_is_another_plan()
    {
        var denying = Spec with { Deny = [DeniedPath.Block("/etc/ssl")] };
        Plan(Spec);

        Assert.That(Text(Plan(denying)), Is.EqualTo(Text(Planned.Plan(denying, Files()))));
    }

    [Test]
    public void Another_caller_is_another_plan()
    {
        Plan(Spec);
        foreach (var facts in new[] { Planned.RootFacts, Planned.Facts with { CurrentDirectory = "/tmp" }, Planned.Facts with { Terminal = "/dev/pts/3" } })
        {
            Assert.That(Text(Plan(Spec, facts: facts)), Is.EqualTo(Text(Planned.Plan(Spec, Files(), facts))));
        }

        Assert.That(_planned, Is.EqualTo(4));
    }

    [Test]
    public void A_plan_that_follows_from_the_names_in_a_directory_is_made_anew()
    {
        var spec = Planned.Spec with { Deny = [DeniedPath.Block("/opt/o*")] };

        Assert.That(Text(Plan(spec)), Is.Not.EqualTo(Text(Plan(spec, HostFiles.With("/opt/one/")))));
        Assert.That(_planned, Is.EqualTo(2));
    }

    [Test]
    public void Only_the_last_plans_are_remembered()
    {
        for (var i = 0; i <= PlanMemory.Capacity; i++)
        {
            Plan(Numbered(i));
        }

        Plan(Numbered(PlanMemory.Capacity));
        Plan(Numbered(1));
        Assert.That(_planned, Is.EqualTo(PlanMemory.Capacity + 1));

        Plan(Numbered(0));
        Assert.That(_planned, Is.EqualTo(PlanMemory.Capacity + 2), "the first one was forgotten");
    }

    [Test]
    public void The_callers_streams_are_not_kept()
    {
        SandboxSpec? seen = null;
        var memory = new PlanMemory((spec, facts, files) =>
        {
            seen = spec;
            return NamespacesPlanner.Plan("namespaces", spec, facts, files);
        });
        using var stream = new MemoryStream();

        memory.Plan(
            Planned.Spec with { Stdio = new SandboxStdio { Input = SandboxInput.Stream(stream), Output = SandboxOutput.Stream(stream), Error = SandboxOutput.Stream(stream) } },
            Planned.Facts,
            HostFiles.With());

        Assert.That(seen!.Stdio, Is.EqualTo(SandboxStdio.Discarded));
    }

    [Test]
    public void What_may_go_to_the_callers_streams_is_not_kept()
    {
        using var stream = new MemoryStream();
        var output = SandboxOutput.Stream(stream);
        var taking = new[]
        {
            Planned.Spec with { NamedPipes = [new NamedPipe { Path = "/tmp/pipe", Destination = output }] },
            Planned.Spec with { CollectedFiles = [new CollectedFile { Path = "/tmp/file", Destination = output }] },
        };

        foreach (var spec in taking)
        {
            Plan(spec);
            Plan(spec);
        }

        Assert.That(_planned, Is.EqualTo(4));
    }

    [Test]
    public void A_run_with_a_directory_of_its_own_on_disk_is_planned_for_that_one()
    {
        Plan(Spec, facts: Planned.Facts with { ScratchPath = "/var/tmp/one" });
        Plan(Spec, facts: Planned.Facts with { ScratchPath = "/var/tmp/two" });

        Assert.That(_planned, Is.EqualTo(2));
    }

    private static HostFiles Files() => HostFiles.With("/opt/link -> one\n/opt/one/\n/opt/other/");

    private static SandboxSpec Numbered(int number) => Planned.Spec with { WorkingDirectory = $"/tmp/{number}" };

    private static string Text(LaunchPlan plan) => string.Join('\n', plan.Explain());

    private LaunchPlan Plan(SandboxSpec spec, HostFiles? files = null, HostFacts? facts = null) =>
        _memory.Plan(spec, facts ?? Planned.Facts, files ?? Files());
}
