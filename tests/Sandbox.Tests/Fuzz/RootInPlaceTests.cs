using Sandbox.Plans;
using Sandbox.Tests.LaunchPlans;
using NamespaceKinds = Sandbox.Linux.Namespaces;

namespace Sandbox.Tests.Fuzz;

/// <summary>What sandbox-init takes for a valid plan whose root is in place.</summary>
public sealed class RootInPlaceTests
{
    private static readonly RootStep Root = RootStep.InPlace(MountFlags.ReadOnly);
    private static readonly TmpfsStep Tmp = new("/tmp", Size: null, DirectoryMount.DefaultMode);

    [Test]
    public async Task It_is_built_upon_and_not_pivoted_to() =>
        Assert.That(await IsValidAsync([new MakePrivateStep(), Root, Tmp, new MakeFifoStep("/tmp/pipe")]), Is.True);

    private static IEnumerable<TestCaseData> Disorders() =>
    [
        Case("pivoting to it", Root, Tmp, new PivotRootStep()),
        Case("a second root", Root, RootStep.HostTree("/", MountFlags.None), new PivotRootStep()),
        Case("another root before it", RootStep.HostTree("/", MountFlags.None), Root),
        Case("a scratch below it", new ScratchStep(), Root, Tmp),
        Case("a scratch on top of it", Root, new ScratchStep(), Tmp),
        Case("layers", new LayersStep("/layers"), Root, Tmp),
        Case("a mask, which is made of the scratch", Root, new MaskStep("/tmp", Hide: true, Optional: false)),
        Case("a chroot", Root, new ChrootStep("/tmp")),
    ];

    [TestCaseSource(nameof(Disorders))]
    public async Task Nothing_goes_with_it_that_takes_another_root(PlanStep[] setup) => Assert.That(await IsValidAsync(setup), Is.False);

    [TestCase(NamespaceKinds.Mount)]
    [TestCase(NamespaceKinds.User)]
    public async Task It_takes_namespaces_of_mounts_and_of_users(NamespaceKinds kinds) =>
        Assert.That(await IsValidAsync([Root, Tmp], kinds | NamespaceKinds.Pid), Is.False);

    private static TestCaseData Case(string name, params PlanStep[] setup) => new TestCaseData((object)setup).SetArgDisplayNames(name);

    private static async Task<bool> IsValidAsync(
        PlanStep[] setup, NamespaceKinds kinds = NamespaceKinds.User | NamespaceKinds.Mount | NamespaceKinds.Pid)
    {
        var verdicts = await PlanChecker.CheckAsync([PlanEncoder.Encode(SamplePlan.With(setup) with { Namespaces = kinds })]);
        return verdicts.Answers.Single() == 0;
    }
}
