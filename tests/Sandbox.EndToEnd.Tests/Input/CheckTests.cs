using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Input;

/// <summary>--check.</summary>
public sealed class CheckTests
{
    private static readonly string[] Facts =
    [
        "kernelVersion", "maxUserNamespaces", "unprivilegedUserNamespaces", "appArmorRestrictsUserNamespaces", "maskedProc",
        "container", "cgroup2", "cgroupControllers", "cgroupDelegation", "landlockAbi", "memfdNoexec",
    ];

    [Test]
    public async Task It_tells_of_every_backend_and_every_fact()
    {
        var result = await Tool.RunAsync("--check");

        result.ExpectExit(0);
        Assert.That(result.Output, Does.Match(@"(?m)^  namespaces +available$"), result.ToString());
        Assert.That(result.Output, Does.Match(Environment.IsPrivilegedProcess ? @"(?m)^  chroot +available\n" : @"(?m)^  chroot +not available\n.*CAP_SYS_CHROOT"), result.ToString());
        Assert.That(result.Output, Does.Match(@"(?m)^  bwrap +(not )?available\n"), result.ToString());
        foreach (var fact in Facts)
        {
            Assert.That(result.Output, Does.Contain($" {fact} "), result.ToString());
        }
    }

    [Test]
    public async Task It_tells_the_same_as_json()
    {
        using var document = JsonDocument.Parse((await Tool.RunAsync("--check", "--json")).ExpectExit(0).Output);

        var report = document.RootElement;
        var backends = report.GetProperty("backends").EnumerateArray().ToDictionary(backend => backend.GetProperty("backend").GetString()!);
        Assert.That(report.GetProperty("selected").GetString(), Is.EqualTo("namespaces"));
        Assert.That(backends.Keys, Is.EquivalentTo(["namespaces", "chroot", "bwrap"]));
        Assert.That(backends["namespaces"].GetProperty("available").GetBoolean(), Is.True);
        Assert.That(backends["chroot"].GetProperty("available").GetBoolean(), Is.EqualTo(Environment.IsPrivilegedProcess));
        Assert.That(backends["chroot"].GetProperty("missing").GetArrayLength(), Is.Positive);
        Assert.That(report.GetProperty("facts").EnumerateArray().Select(fact => fact.GetProperty("name").GetString()), Is.EqualTo(Facts));
    }

    [Test]
    public async Task What_can_not_be_served_is_1_with_the_reason_and_the_remedy()
    {
        // Never a boundary, on no machine and for nobody.
        var result = await Tool.RunAsync("--check", "--backend", "chroot");

        result.ExpectExit(1);
        Assert.That(result.Output, Does.Match("(CAP_SYS_CHROOT|SecurityBoundary)[^\n]*\n +hint: "), result.ToString());
    }
}
