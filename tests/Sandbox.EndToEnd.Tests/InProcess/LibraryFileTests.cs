namespace Sandbox.EndToEnd.Tests.InProcess;

/// <summary>The shared object itself: nothing comes with it.</summary>
public sealed class LibraryFileTests
{
    [Test]
    public async Task It_needs_no_other_library_no_runtime_and_no_thread_storage()
    {
        var result = await Readelf("--dynamic", "--program-headers", "--wide");

        Assert.That(result.Output, Does.Contain("SONAME").And.Not.Contain("(NEEDED)").And.Not.Contain("TEXTREL").And.Not.Match(@"(?m)^\s+TLS\s"), result.ToString());
        Assert.That(result.Output, Does.Match(@"GNU_STACK .* RW "), result.ToString());
    }

    [Test]
    public async Task It_exports_its_functions_and_what_make_looks_for_only()
    {
        var result = await Readelf("--dyn-syms", "--wide");
        var symbols = result.Output.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(fields => fields.Length == 8).ToList();

        Assert.That(
            symbols.Where(fields => fields[6] is not ("UND" or "Ndx")).Select(fields => fields[7]),
            Is.EquivalentTo(new[] { "sandbox_isolate", "sandbox_isolate_error", "plugin_is_GPL_compatible", "libsandbox_gmk_setup" }));
        Assert.That(
            symbols.Where(fields => fields[6] == "UND").Select(fields => $"{fields[4]} {fields[7]}"),
            Is.EquivalentTo(new[] { "WEAK gmk_add_function", "WEAK gmk_alloc", "WEAK gmk_eval" }));
    }

    [Test]
    public async Task The_header_stands_alone_in_c_and_in_cplusplus()
    {
        IsolateLibrary.Require("/usr/bin/g++", "g++");
        foreach (var language in new[] { "c", "c++" })
        {
            (await new ToolCommand { FileName = "/usr/bin/g++" }.RunAsync(
                "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-x", language, $"{IsolateLibrary.Directory}/sandbox-isolate.h")).ExpectExit(0);
        }
    }

    private static async Task<ToolResult> Readelf(params string[] options)
    {
        IsolateLibrary.Require("/usr/bin/readelf", "binutils");
        return (await new ToolCommand { FileName = "readelf" }.RunAsync([.. options, TestEnvironment.IsolateLibrary])).ExpectExit(0);
    }
}
