using System.Collections.Concurrent;

namespace Sandbox.EndToEnd.Tests.InProcess;

/// <summary>libsandbox-isolate.so, and programs that use it.</summary>
internal static class IsolateLibrary
{
    private static readonly ConcurrentDictionary<string, Task<string>> Programs = new();

    private static readonly Lazy<string> Copied = new(Copy);

    /// <summary>The directory the library and its header are in, as they were built.</summary>
    public static string Directory => Path.GetDirectoryName(TestEnvironment.IsolateLibrary)!;

    /// <summary>A copy of the library where sandboxes see it, too.</summary>
    public static string InSuite => Copied.Value;

    /// <summary>A C program of Probes/, linked with the library.</summary>
    /// <returns>It, to be run in the suite's directory.</returns>
    public static async Task<ToolCommand> ProgramAsync(string name) => new() { FileName = await Programs.GetOrAdd(name, CompileAsync) };

    /// <summary>Runs a shell script in a process that has isolated itself.</summary>
    public static async Task<ToolResult> ShellAsync(string profiles, string script) =>
        await (await ProgramAsync("isolate")).RunAsync(profiles, "sh", "-c", script);

    /// <summary>Skips the test where a program is missing.</summary>
    public static void Require(string program, string package)
    {
        if (!File.Exists(program))
        {
            Assert.Ignore($"{program} is missing (Debian's {package})");
        }
    }

    /// <summary>The same for a directory.</summary>
    public static void RequireDirectory(string path, string package)
    {
        if (!System.IO.Directory.Exists(path))
        {
            Assert.Ignore($"{path} is missing (Debian's {package})");
        }
    }

    private static async Task<string> CompileAsync(string name)
    {
        Require("/usr/bin/gcc", "gcc and libc6-dev");
        var program = $"{Path.GetDirectoryName(InSuite)}/{name}";
        var source = Path.Combine(TestEnvironment.Repository, $"tests/Sandbox.EndToEnd.Tests/Probes/{name}.c");
        (await new ToolCommand { FileName = "/usr/bin/gcc" }.RunAsync(
            "-std=gnu17", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", program, source,
            $"-I{Directory}", $"-L{Directory}", "-Wl,-rpath,$ORIGIN", "-lsandbox-isolate")).ExpectExit(0);
        return program;
    }

    private static string Copy()
    {
        var copy = $"{SuiteDirectory.Path}/{Path.GetFileName(TestEnvironment.IsolateLibrary)}";
        File.Copy(TestEnvironment.IsolateLibrary, copy);
        return copy;
    }
}
