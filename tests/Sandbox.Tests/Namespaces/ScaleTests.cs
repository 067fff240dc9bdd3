namespace Sandbox.Tests.Namespaces;

/// <summary>Large specs: work that grows with the spec and not with its square.</summary>
public sealed class ScaleTests
{
    private const int Count = 10_000;

    // What a mount may ask of the host: its source, its target, and the links on the way.
    private const int QuestionsForEach = 4;

    [Test]
    public void Ten_thousand_binds_are_ten_thousand_steps_and_as_many_questions()
    {
        var files = HostFiles.With(string.Join('\n', Enumerable.Range(0, Count).Select(number => $"/in/{number}/")));
        var spec = Planned.Spec with
        {
            Mounts = [.. Enumerable.Range(0, Count).Select(number => SandboxMount.ReadOnlyBind($"/in/{number}", $"/out/{number}"))],
        };
        var before = Planned.Plan(Planned.Spec).Setup.Length;

        var plan = Planned.Plan(spec, files);

        // A directory and a bind each; /out, and the root that is a mirror, made read-only and pivoted to.
        Assert.That(plan.Setup, Has.Length.EqualTo(before + (2 * Count) + 3));
        Assert.That(files.Questions, Is.LessThan(QuestionsForEach * Count));
    }

    [Test]
    public void Ten_thousand_inputs_are_ten_thousand_steps_and_as_many_questions()
    {
        var files = HostFiles.With(string.Join('\n', Enumerable.Range(0, Count).Select(number => $"/in/{number % 100}/{number}")));
        var spec = Planned.Spec with { Root = SandboxRoot.Hermetic() };
        var before = Planned.Plan(spec, files).Setup.Length;
        var asked = files.Questions;

        var plan = Planned.Plan(
            spec with { Inputs = [.. Enumerable.Range(0, Count).Select(number => $"/in/{number % 100}/{number}")] }, files);

        // A file and a bind each, and the directories.
        Assert.That(plan.Setup, Has.Length.EqualTo(before + (2 * Count) + 101));
        Assert.That(files.Questions - asked, Is.LessThan(asked + (QuestionsForEach * Count)));
    }

    [Test]
    public void Ten_thousand_mounts_on_one_target_are_ten_thousand_steps()
    {
        var files = HostFiles.With();
        var spec = Planned.Spec with { Mounts = [.. Enumerable.Repeat(SandboxMount.Tmpfs("/opt"), Count)] };

        var plan = Planned.Plan(spec, files);

        Assert.That(plan.Setup.Count(step => step is Plans.TmpfsStep { Target: "/opt" }), Is.EqualTo(Count));
        Assert.That(files.Questions, Is.LessThan(QuestionsForEach * Count));
    }

    [Test]
    public void Ten_thousand_denied_paths_are_ten_thousand_covers()
    {
        var files = HostFiles.With(string.Join('\n', Enumerable.Range(0, Count).Select(number => $"/in/{number}")));
        var spec = Planned.Spec with { Deny = [.. Enumerable.Range(0, Count).Select(number => DeniedPath.Block($"/in/{number}"))] };

        var plan = Planned.Plan(spec, files);

        Assert.That(plan.Setup.OfType<Plans.MaskStep>().Count(), Is.EqualTo(Count));
        Assert.That(files.Questions, Is.LessThan(QuestionsForEach * Count));
    }
}
