using System.Diagnostics;
using Sandbox.Launching;
using Sandbox.Plans;
using Sandbox.Tests.LaunchPlans;

namespace Sandbox.Tests.Fuzz;

/// <summary>sandbox-init meets arguments that no launcher passes.</summary>
public sealed class InitArgumentTests
{
    private const int UsageError = 2;
    private const int Valid = 0;
    private const int Invalid = 2;
    private const int Unreadable = 3;

    private static string[][] Nonsense =>
    [
        [], [""], ["3"], ["", ""], ["a", "b"], ["3", "5"], ["4", "3"], ["2", "3"], ["0", "1"], ["-3", "-2"], ["3", "4", "5"],
        ["3 ", "4"], ["+3", "4"], ["03x", "4"], ["3", "4x"], ["2147483647", "2147483648"], ["4294967299", "4294967300"],
        ["18446744073709551619", "18446744073709551620"], [new string('9', 5000), new string('9', 5000)], ["--check"], ["--check", "x"],
        ["--check-many", "-1"], ["--other", "0"],
    ];

    [TestCaseSource(nameof(Nonsense))]
    public async Task Arguments_without_sense_are_a_usage_error(string[] arguments)
    {
        var (exitCode, error) = await RunAsync(arguments);

        Assert.That(exitCode, Is.EqualTo(UsageError));
        Assert.That(error, Does.StartWith("sandbox-init: started by the sandbox library"));
    }

    [Test]
    public async Task Descriptors_that_are_not_open_are_no_crash()
    {
        var (exitCode, error) = await RunAsync("1000", "1001");

        Assert.That(exitCode, Is.InRange(1, 127), error);
    }

    [Test]
    public async Task A_single_plan_can_be_checked()
    {
        var plan = PlanEncoder.Encode(SamplePlan.With());

        Assert.That(await CheckAsync(plan), Is.EqualTo(Valid));
        Assert.That(await CheckAsync([.. plan, 0]), Is.EqualTo(Invalid));
        Assert.That(await CheckAsync([]), Is.EqualTo(Invalid));
        Assert.That((await RunAsync("--check", "1000")).ExitCode, Is.EqualTo(Unreadable));
    }

    private static async Task<int> CheckAsync(byte[] plan)
    {
        using var file = Memfd.CreateData("plan", plan);
        var start = Program("sh", "-c", $"exec \"$0\" --check 0 </proc/{Environment.ProcessId}/fd/{file.Number}", InitPath);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(Program(InitPath, arguments))!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    private static string InitPath => $"/proc/{Environment.ProcessId}/fd/{InitExecutable.Instance.Descriptor}";

    private static ProcessStartInfo Program(string fileName, params string[] arguments) =>
        new(fileName, arguments) { RedirectStandardError = true, RedirectStandardInput = true };
}
