namespace Sandbox.EndToEnd.Tests.Identity;

/// <summary>The command's environment.</summary>
public sealed class EnvironmentTests
{
    private static readonly ToolCommand WithVariables = new()
    {
        Environment = new Dictionary<string, string?> { ["SANDBOX_A"] = "outside", ["SANDBOX_B"] = "has = and\nnewline" },
    };

    [Test]
    public async Task It_is_the_callers_by_default() =>
        (await WithVariables.ShellAsync("echo \"$SANDBOX_A,$SANDBOX_B\"")).ExpectOutput("outside,has = and\nnewline");

    [Test]
    public async Task Variables_are_set_changed_and_removed() =>
        (await WithVariables.ShellAsync("echo \"$SANDBOX_A,${SANDBOX_B-none},$SANDBOX_C,${SANDBOX_D-none}\"",
            "--env", "SANDBOX_A=a=b", "--unset-env", "SANDBOX_B", "--env", "SANDBOX_C=new", "--env", "SANDBOX_D=")).ExpectOutput("a=b,none,new,");

    [Test]
    public async Task Cleared_it_holds_only_what_is_named() =>
        (await WithVariables.RunAsync("--clear-env", "--env", "SANDBOX_A", "--env", "SANDBOX_C=c", "--", "/usr/bin/env"))
            .ExpectOutput("SANDBOX_A=outside\nSANDBOX_C=c");

    [Test]
    public async Task Cleared_it_is_empty_and_programs_are_still_found() =>
        (await WithVariables.RunAsync("--clear-env", "--", "env")).ExpectOutput("");

    [Test]
    public async Task A_program_is_looked_up_in_the_path_of_the_command()
    {
        using var work = new TemporaryDirectory();
        work.File("bin/greet", "#!/bin/sh\necho from the path\n", (UnixFileMode)0b111_101_101);

        (await Tool.In(work).RunAsync("--env", $"PATH={work["bin"]}:/usr/bin:/bin", "--", "greet")).ExpectOutput("from the path");
        (await Tool.In(work).RunAsync("--env", "PATH=/nonexistent", "--", "env")).ExpectExit(127);
    }

    [TestCase("=value")]
    [TestCase("")]
    public async Task A_variable_without_a_name_is_refused(string variable) =>
        (await Tool.RunAsync("--env", variable, "--", "true")).ExpectRefusal("--env");
}
