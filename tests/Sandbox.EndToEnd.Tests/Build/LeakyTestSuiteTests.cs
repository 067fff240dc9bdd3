namespace Sandbox.EndToEnd.Tests.Build;

/// <summary>The sample of tests that do more than they say; its README shows the same.</summary>
public sealed class LeakyTestSuiteTests
{
    [Test]
    public async Task Without_a_sandbox_it_passes_and_has_reached_the_internet()
    {
        const string Passed = "ok 1 - the version is found\nok 2 - the version is the newest\nwhat the internet heard: the tests were run";

        (await Check()).ExpectOutput(Passed);
        (await Check(TestEnvironment.Tool, "--net", "host", "--")).ExpectOutput(Passed);
    }

    [Test]
    public async Task Under_the_profile_net_it_fails_and_says_why()
    {
        var result = await Check(TestEnvironment.Tool, "--profile", "net", "--");

        result.ExpectExit(1);
        Assert.That(
            result.Output,
            Is.EqualTo("""
                ok 1 - the version is found
                not ok 2 - the version is the newest
                # could not reach 203.0.113.7: Network is unreachable
                the internet heard nothing

                """),
            result.ToString());
    }

    [Test]
    public async Task Nothing_is_left()
    {
        using var stage = new TemporaryDirectory();

        (await CheckIn(stage.Path, TestEnvironment.Tool, "--fs", "host", "--profile", "net shm", "--")).ExpectExit(1);

        Assert.That(stage.List(), Is.Empty);
    }

    private static Task<ToolResult> Check(params string[] sandbox) => CheckIn("/var/tmp", sandbox);

    private static Task<ToolResult> CheckIn(string stage, params string[] sandbox) =>
        new ToolCommand
        {
            FileName = "sh",
            Environment = new Dictionary<string, string?> { ["RUN_SANDBOX"] = TestEnvironment.Tool, ["LEAKY_STAGE"] = stage },
        }.RunAsync([$"{TestEnvironment.Repository}/samples/leaky/check.sh", .. sandbox]);
}
