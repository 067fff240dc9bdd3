using System.Collections.Concurrent;
using System.Diagnostics;

namespace Sandbox.EndToEnd.Tests;

/// <summary>
/// Small C programs, in Probes/, that try from inside what a hostile program would. Linked statically, so that they run
/// in an empty root too.
/// </summary>
internal static class Probe
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Compiled = new();

    /// <summary>The program made of Probes/<paramref name="name"/>.c; compiled once in a run of the suite.</summary>
    /// <returns>Its absolute path. The test is skipped where there is no C compiler.</returns>
    public static string Compile(string name) => Compiled.GetOrAdd(name, _ => new(() => Build(name))).Value;

    private static string Build(string name)
    {
        const string Compiler = "/usr/bin/gcc";
        if (!File.Exists(Compiler))
        {
            Assert.Ignore($"{Compiler} is missing (Debian's gcc and libc6-dev)");
        }

        var source = Path.Combine(TestEnvironment.Repository, $"tests/Sandbox.EndToEnd.Tests/Probes/{name}.c");
        var program = $"{SuiteDirectory.Path}/{name}";
        string[] options = ["-std=gnu17", "-O1", "-static", "-Wall", "-Wextra", "-Werror", "-Wno-format-truncation"];
        var start = new ProcessStartInfo(Compiler, [.. options, "-o", program, source]) { RedirectStandardError = true };
        using var compiler = Process.Start(start)!;
        var error = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        Assert.That(compiler.ExitCode, Is.Zero, error);
        return program;
    }
}
