namespace Sandbox.Tests.Specs;

/// <summary>Paths inside the sandbox have one spelling.</summary>
public sealed class SpecNormalizerTests
{
    [Test]
    public void Superfluous_slashes_inside_are_dropped()
    {
        var spec = SpecNormalizer.Normalize(new SandboxSpec
        {
            FileName = ".//x",
            WorkingDirectory = "//src/",
            Root = SandboxRoot.Directory("/r/", WritablePaths.Only("/var//lib/")),
            Mounts = [SandboxMount.Bind("/a//b/", "/a//b/")],
            Deny = [DeniedPath.Block("/c/")],
        });

        var hermetic = SpecNormalizer.Normalize(SandboxSpec.For("x") with { Inputs = ["/a//b/"], Outputs = ["//c/d"] });

        Assert.Multiple(() =>
        {
            Assert.That(spec.FileName, Is.EqualTo(".//x"));
            Assert.That(spec.WorkingDirectory, Is.EqualTo("/src"));
            Assert.That(spec.Root, Is.EqualTo(SandboxRoot.Directory("/r/", WritablePaths.Only("/var/lib"))));
            Assert.That(spec.Mounts, Is.EqualTo([SandboxMount.Bind("/a//b/", "/a/b")]));
            Assert.That(hermetic.Inputs, Is.EqualTo(["/a/b"]));
            Assert.That(hermetic.Outputs, Is.EqualTo(["/c/d"]));
            Assert.That(spec.Deny, Is.EqualTo([DeniedPath.Block("/c")]));
        });
    }

    [TestCase("/")]
    [TestCase("//")]
    public void The_root_stays_the_root(string directory)
    {
        var spec = SpecNormalizer.Normalize(SandboxSpec.For("x") with { WorkingDirectory = directory });

        Assert.That(spec.WorkingDirectory, Is.EqualTo("/"));
    }

    [Test]
    public void A_spec_in_order_is_passed_on_as_it_is()
    {
        var spec = SandboxSpec.For("x") with { WorkingDirectory = "/src", Mounts = [SandboxMount.Proc("/proc")] };

        Assert.That(SpecNormalizer.Normalize(spec), Is.SameAs(spec));
    }
}
