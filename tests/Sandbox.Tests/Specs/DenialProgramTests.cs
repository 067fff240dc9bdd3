using System.Diagnostics;
using Sandbox.Launching;

namespace Sandbox.Tests.Specs;

/// <summary>The program that stands in for a denied one.</summary>
public sealed class DenialProgramTests
{
    [TestCase("")]
    [TestCase("sandbox: /usr/bin/gcc is not allowed here: ünïcode")]
    public void It_prints_its_message_to_standard_error_and_exits_with_1(string message)
    {
        using var file = UnlinkedExecutable.Create([.. DenialProgram.Saying(message)]);
        using var process = Process.Start(new ProcessStartInfo($"/proc/{Environment.ProcessId}/fd/{file.Number}", ["an", "argument"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        Assert.That(process.StandardError.ReadToEnd(), Is.EqualTo(message + "\n"));
        Assert.That(process.StandardOutput.ReadToEnd(), Is.Empty);
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void A_message_of_the_greatest_length_is_whole()
    {
        var denied = DeniedPath.Message("/" + new string('p', 4094), new string('r', 512));
        var message = DenialProgram.MessageFor(denied);

        Assert.That(message, Does.EndWith(denied.Reason!));
        Assert.That(DenialProgram.Saying(message), Has.Length.EqualTo(DenialProgramTemplate.Bytes.Length + message.Length + 1));
    }

    [Test]
    public void What_would_steer_a_terminal_is_shown_as_a_number() => Assert.That(
        DenialProgram.MessageFor(DeniedPath.Message("/a\u001b[2Jb")), Is.EqualTo(@"sandbox: /a\u001b[2Jb is not allowed here"));
}
