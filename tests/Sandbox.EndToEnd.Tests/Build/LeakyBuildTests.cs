namespace Sandbox.EndToEnd.Tests.Build;

/// <summary>The sample of a build that does more than it says; its README shows the same.</summary>
public sealed class LeakyBuildTests
{
    [Test]
    public async Task Outside_it_gets_away_with_everything()
    {
        var result = await Show([]);

        result.ExpectExit(0);
        Assert.That(
            result.Error,
            Does.Match("read the secret +yes").And.Match("sent it over the network +yes").And.Match("wrote to the home directory +yes"),
            result.ToString());
        Assert.That(result.Output, Does.Contain("received: a private key").And.Contain(".profile: echo"), result.ToString());
    }

    [Test]
    public async Task Inside_it_neither_reaches_the_network_nor_writes_outside()
    {
        var result = await Show([TestEnvironment.Tool, "--"]);

        result.ExpectExit(0);
        Assert.That(result.Error, Does.Match("read the secret +yes").And.Match("sent it over the network +Connection refused")
            .And.Match("wrote to the home directory +Read-only file system"), result.ToString());
        Assert.That(result.Output, Does.Contain("nothing was received").And.Contain("no .profile was written"), result.ToString());
    }

    [Test]
    public async Task With_the_secret_denied_it_cannot_read_it_either()
    {
        var result = await Show([TestEnvironment.Tool, "--deny", "{home}/.ssh", "--"]);

        result.ExpectExit(0);
        Assert.That(result.Error, Does.Match("read the secret +Permission denied"), result.ToString());
        Assert.That(result.Output, Does.Contain("nothing was received").And.Contain("no .profile was written"), result.ToString());
    }

    private static Task<ToolResult> Show(string[] sandbox) =>
        new ToolCommand { FileName = "sh" }.RunAsync([$"{TestEnvironment.Repository}/samples/leaky/show.sh", .. sandbox]);
}
