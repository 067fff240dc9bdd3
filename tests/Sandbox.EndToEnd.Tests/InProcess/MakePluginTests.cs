namespace Sandbox.EndToEnd.Tests.InProcess;

/// <summary>GNU Make with <c>load libsandbox-isolate.so</c>.</summary>
public sealed class MakePluginTests
{
    private TemporaryDirectory _project = null!;

    [SetUp]
    public void MakeProject()
    {
        IsolateLibrary.Require("/usr/bin/make", "make");
        _project = new TemporaryDirectory();
    }

    [TearDown]
    public void DeleteProject() => _project.Dispose();

    [TestCase("net shm")]
    [TestCase("shm,net")]
    public async Task Make_and_its_recipes_see_only_lo_and_their_own_dev_shm(string profiles)
    {
        var name = $"/dev/shm/{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(name, "outside");
        try
        {
            var result = await MakeAsync($$"""
                load libsandbox-isolate.so
                $(info $(sandbox-isolate {{profiles}}))
                $(info $(shell ls -A /dev/shm; tail -n +3 /proc/net/dev | cut -d: -f1))
                all:
                	@ls -A /dev/shm; tail -n +3 /proc/net/dev | cut -d: -f1
                """);

            result.ExpectOutput("ok\n    lo\n    lo");
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Test]
    public async Task A_make_in_a_make_isolates_itself_again() =>
        (await MakeAsync("""
            load libsandbox-isolate.so
            $(info $(sandbox-isolate shm))
            all: $(if $(inner),,inner)
            	@ls /dev/shm
            inner:
            	@touch /dev/shm/outer
            	@$(MAKE) --no-print-directory inner=1 all
            """)).ExpectOutput("ok\nok\nouter");

    [Test]
    public async Task Nothing_is_built_without_the_isolation_that_was_asked_for()
    {
        var result = await MakeAsync("""
            load libsandbox-isolate.so
            isolated := $(sandbox-isolate nett)
            all:
            	@echo built
            """);

        result.ExpectExit(2);
        Assert.That(result.Output, Is.Empty);
        Assert.That(result.Error, Does.Contain("unknown profile 'nett'").And.Contain("Makefile:2: *** sandbox-isolate"), result.ToString());
    }

    private Task<ToolResult> MakeAsync(string makefile)
    {
        _project.File("Makefile", makefile + "\n");
        return new ToolCommand
        {
            FileName = "/usr/bin/make",
            WorkingDirectory = _project.Path,
            Environment = new Dictionary<string, string?> { ["LD_LIBRARY_PATH"] = IsolateLibrary.Directory, ["MAKEFLAGS"] = null },
        }.RunAsync();
    }
}
