using System.Diagnostics;

namespace Sandbox.Tests.Interop;

/// <summary>gcc, asked only whether it accepts a program.</summary>
internal static class CCompiler
{
    /// <summary>Ignores the calling test where there is no compiler.</summary>
    public static void Require()
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (!directories.Any(directory => File.Exists(Path.Combine(directory, "gcc"))))
        {
            Assert.Ignore("gcc is not installed, so nothing can be compared with the C headers");
        }
    }

    /// <returns>What gcc complained about; empty when it accepts the program.</returns>
    public static string Check(string source)
    {
        var start = new ProcessStartInfo("gcc", ["-std=gnu11", "-fsyntax-only", "-x", "c", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using var gcc = Process.Start(start)!;
        gcc.StandardInput.Write(source);
        gcc.StandardInput.Close();
        var complaints = gcc.StandardError.ReadToEnd();
        gcc.WaitForExit();
        return gcc.ExitCode == 0 ? "" : $"{complaints}\n(gcc exit code {gcc.ExitCode})";
    }
}
