namespace Sandbox.EndToEnd.Tests.Build;

/// <summary>Somebody else's software, built from nothing but what is declared.</summary>
public sealed class HermeticBuildTests
{
    private TemporaryDirectory _outer = null!;
    private string[] _inputs = null!;

    [SetUp]
    public void Prepare()
    {
        _outer = new TemporaryDirectory();
        var source = _outer.Copy(TestEnvironment.LuaSource, "lua");

        // Debian's packaging writes this header before it builds.
        _outer.File("lua/src/lua5.4-deb-multiarch.h", "#define DEB_HOST_MULTIARCH \"x86_64-linux-gnu\"\n");
        _inputs = [.. Directory.EnumerateFiles(Path.Combine(source, "src")).Where(file => Path.GetExtension(file) is ".c" or ".h")];
    }

    [TearDown]
    public void CleanUp() => _outer.Dispose();

    [Test]
    public async Task Lua_is_built_from_its_declared_sources()
    {
        (await CompileAsync(_inputs)).ExpectExit(0);

        var lua = new ToolCommand { FileName = _outer["made/lua"] };
        (await lua.RunAsync("-e", "print(_VERSION, 6 * 7)")).ExpectOutput("Lua 5.4\t42");
        Assert.That(_outer.List().Where(name => !name.StartsWith("lua/", StringComparison.Ordinal)), Is.EqualTo(new[] { "made/", "made/lua" }));
    }

    [Test]
    public async Task Without_one_declared_header_it_fails_naming_the_header()
    {
        var result = await CompileAsync(_inputs.Where(file => Path.GetFileName(file) != "lstate.h"));

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Error, Does.Contain("lstate.h: No such file or directory"), result.ToString());
        Assert.That(File.Exists(_outer["made/lua"]), Is.False);
    }

    private Task<ToolResult> CompileAsync(IEnumerable<string> inputs)
    {
        _outer.Folder("made");
        var declared = inputs.ToList();
        var script = $"cc -std=gnu99 -O0 -DLUA_USE_LINUX -o '{_outer["made/lua"]}' \"$@\" -lm -ldl";
        var sources = declared.Where(file => file.EndsWith(".c", StringComparison.Ordinal) && Path.GetFileName(file) != "luac.c");
        return new ToolCommand { TimeLimit = TimeSpan.FromMinutes(10) }.RunAsync(
        [
            "--fs", "hermetic", .. declared.SelectMany(file => new[] { "--input", file }), "--output", _outer["made/lua"],
            "--", "sh", "-c", script, "sh", .. sources,
        ]);
    }
}
