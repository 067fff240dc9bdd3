using System.Collections.Immutable;
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
        var (error, code) = Run(DenialProgram.Saying(message));

        Assert.That(error, Is.EqualTo(message + "\n"));
        Assert.That(code, Is.EqualTo(1));
    }

    [Test]
    public void A_message_of_the_greatest_length_is_whole()
    {
        var denied = DeniedPath.Message("/" + new string('p', 4094), new string('r', 512));
        var message = DenialProgram.MessageFor(denied);

        Assert.That(message, Does.EndWith(denied.Reason!));
        Assert.That(Run(DenialProgram.Saying(message)).Error, Is.EqualTo(message + "\n"));
    }

    [TestCase("sandbox: /usr/bin/gcc is not allowed here: profile 'gcc' denies it")]
    [TestCase("quotes ' \" ` $(echo no) \\ %s")]
    public void A_shell_that_reads_it_says_the_message_and_fails(string message)
    {
        using var file = UnlinkedExecutable.Create([.. DenialProgram.Saying(message)]);
        var (error, code) = Run("/bin/sh", $"/proc/{Environment.ProcessId}/fd/{file.Number}");

        Assert.That(error, Does.EndWith($"\n{message}\n"));
        Assert.That(code, Is.EqualTo(1));
    }

    /// <summary>To a shell, all from the second line to the end of the message is a comment, whatever numbers are in it.</summary>
    [Test]
    public void No_length_of_a_message_puts_the_end_of_a_line_where_it_must_not_be()
    {
        for (var length = 0; length < 5000; length++)
        {
            var program = DenialProgram.Saying(new string('m', length));
            var start = program.IndexOf((byte)'\n') + 1;
            var end = program.IndexOf((byte)'\n', start);

            Assert.That(program[start], Is.EqualTo((byte)'#'));
            Assert.That(end, Is.EqualTo(DenialProgramTemplate.Bytes.Length + length).Or.EqualTo(DenialProgramTemplate.Bytes.Length + length + 1));
        }
    }

    [TestCase(243)]
    [TestCase(244)]
    [TestCase(245)]
    [TestCase(2400)]
    public void It_runs_whatever_the_length_of_its_message(int length) => Assert.That(
        Run(DenialProgram.Saying(new string('m', length))).Error.TrimEnd(), Is.EqualTo(new string('m', length)));

    [Test]
    public void What_would_steer_a_terminal_is_shown_as_a_number() => Assert.That(
        DenialProgram.MessageFor(DeniedPath.Message("/a\u001b[2Jb")), Is.EqualTo(@"sandbox: /a\u001b[2Jb is not allowed here"));

    private static (string Error, int Code) Run(ImmutableArray<byte> program)
    {
        using var file = UnlinkedExecutable.Create([.. program]);
        return Run($"/proc/{Environment.ProcessId}/fd/{file.Number}", "an", "argument");
    }

    private static (string Error, int Code) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        Assert.That(process.StandardOutput.ReadToEnd(), Is.Empty);
        process.WaitForExit();
        return (error, process.ExitCode);
    }
}
