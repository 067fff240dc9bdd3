namespace Sandbox.EndToEnd.Tests.Build;

/// <summary>Somebody else's software, built with its own Makefile.</summary>
public sealed class LuaBuildTests
{
    [Test]
    public async Task A_source_package_of_debian_is_built_with_its_own_makefile()
    {
        using var outer = new TemporaryDirectory();
        var source = outer.Copy(TestEnvironment.LuaSource, "lua");
        if (!File.Exists("/usr/bin/libtool") || !File.Exists("/usr/bin/g++"))
        {
            Assert.Ignore("libtool or g++ is missing (Debian's libtool-bin and g++), which Debian's Makefile of lua5.4 uses");
        }

        // Debian's packaging writes this header before it calls the Makefile.
        outer.File("lua/src/lua5.4-deb-multiarch.h", "#define DEB_HOST_MULTIARCH \"x86_64-linux-gnu\"\n");

        // Not in parallel: two of the Makefile's targets share a recipe. Not optimized, for nobody keeps it.
        var result = await (Tool.In(source) with { TimeLimit = TimeSpan.FromMinutes(10) }).RunAsync(
            "--", "make", "linux", "LIBTOOL=libtool --quiet", "DEB_HOST_MULTIARCH=x86_64-linux-gnu", "MYCFLAGS=-O0");

        result.ExpectExit(0);
        var lua = new ToolCommand { FileName = $"{source}/src/lua5.4" };
        (await lua.RunAsync("-e", "print(_VERSION, 6 * 7)")).ExpectOutput("Lua 5.4\t42");
        Assert.That(outer.List().Where(name => !name.StartsWith("lua/", StringComparison.Ordinal)), Is.Empty);
    }
}
