namespace Sandbox.EndToEnd.Tests.InProcess;

/// <summary>What a process that has isolated itself sees, and what it starts.</summary>
public sealed class IsolationTests
{
    [Test]
    public async Task It_sees_only_the_loopback_device_and_a_dev_shm_of_its_own()
    {
        var name = $"/dev/shm/{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(name, "outside");
        try
        {
            var result = await IsolateLibrary.ShellAsync(
                "net shm",
                "tail -n +3 /proc/net/dev | cut -d: -f1; ls -A /dev/shm; stat -fc %b*%S /dev/shm; stat -c %a /dev/shm; touch /dev/shm/inside");

            result.ExpectOutput($"    lo\n{128 * 1024 * 1024 / Environment.SystemPageSize}*{Environment.SystemPageSize}\n1777");
            Assert.That(File.Exists("/dev/shm/inside"), Is.False);
        }
        finally
        {
            File.Delete(name);
        }
    }

    [TestCase("net", "/dev/shm")]
    [TestCase("shm", "/etc/hosts")]
    public async Task What_was_not_asked_for_stays_as_it_is(string profiles, string path)
    {
        var outside = await new ToolCommand { FileName = "stat" }.RunAsync("-c", "%d:%i", path);

        (await IsolateLibrary.ShellAsync(profiles, $"stat -c %d:%i {path}")).ExpectOutput(outside.Output);
    }

    [Test]
    public async Task With_shm_alone_the_network_is_the_hosts()
    {
        var outside = await new ToolCommand { FileName = "readlink" }.RunAsync("/proc/self/ns/net");

        (await IsolateLibrary.ShellAsync("shm", "readlink /proc/self/ns/net")).ExpectOutput(outside.Output);
    }

    [Test]
    public async Task It_stays_who_and_where_it_is()
    {
        const string Facts = "id -u; id -g; id -un; hostname; pwd; echo $HOME";
        var outside = await new ToolCommand { FileName = "sh" }.RunAsync("-c", Facts);

        (await IsolateLibrary.ShellAsync("net shm", Facts)).ExpectOutput(outside.Output);
    }

    [Test]
    public async Task Its_host_name_is_an_address_of_its_own() =>
        (await IsolateLibrary.ShellAsync("net", "getent ahostsv4 $(hostname) | head -n 1 | cut -d' ' -f1; getent ahostsv4 localhost | head -n 1 | cut -d' ' -f1"))
            .ExpectOutput("192.0.2.2\n127.0.0.1");

    [Test]
    public async Task It_may_not_change_the_names_of_hosts() =>
        Assert.That((await IsolateLibrary.ShellAsync("net", "echo 192.0.2.2 other >> /etc/hosts")).Error, Does.Contain("Read-only file system"));

    /// <summary>Root keeps the one it needs to isolate itself again.</summary>
    [Test]
    public async Task It_has_no_privileges_left_to_gain()
    {
        var kept = Environment.IsPrivilegedProcess ? "0000000080000000" : "0000000000000000";

        (await IsolateLibrary.ShellAsync("shm", "grep -E '^(CapInh|CapPrm|CapEff|CapBnd|CapAmb|NoNewPrivs):' /proc/self/status"))
            .ExpectOutput($"CapInh:\t0000000000000000\nCapPrm:\t{kept}\nCapEff:\t{kept}\nCapBnd:\t{kept}\nCapAmb:\t0000000000000000\nNoNewPrivs:\t1");
    }

    [Test]
    public async Task Files_are_given_to_others_in_appearance_only()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("file");

        var result = await IsolateLibrary.ShellAsync(
            "shm", $"chown 4711:4711 {file} && chown -h 4711 {file} && stat -c %u {file} && ln -s {file} {file}.link && chown -h 1:1 {file}.link");

        result.ExpectOutput($"{await UserId()}");
    }

    [Test]
    public async Task An_archive_of_others_files_is_unpacked()
    {
        using var directory = new TemporaryDirectory();
        directory.File("a/file");
        (await new ToolCommand { FileName = "tar", WorkingDirectory = directory.Path }.RunAsync("--owner=4711", "--group=4711", "-cf", "a.tar", "a"))
            .ExpectExit(0);

        var result = await IsolateLibrary.ShellAsync("shm", $"cd {directory.Path} && rm -r a && tar --same-owner -xf a.tar && cat a/file");

        result.ExpectOutput("content");
    }

    [Test]
    public async Task A_library_leaves_the_process_it_works_for_alone() =>
        (await (await IsolateLibrary.ProgramAsync("untouched")).RunAsync("net shm")).ExpectOutput("");

    /// <summary>
    /// All is tried in a child first. Were its memory a copy, each page would be a fault when it is written to again.
    /// </summary>
    [Test]
    public async Task A_large_process_is_isolated_without_a_copy_of_its_memory()
    {
        IsolateLibrary.Require("/usr/bin/python3", "python3");
        const string Script = """
            import ctypes, mmap, resource, sys

            PAGE, COUNT = mmap.PAGESIZE, 16384
            memory = mmap.mmap(-1, PAGE * COUNT, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
            memory.madvise(mmap.MADV_NOHUGEPAGE)
            touch = lambda: [memory.__setitem__(page * PAGE, 1) for page in range(COUNT)]
            touch()
            library = ctypes.CDLL(sys.argv[1])
            faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
            assert library.sandbox_isolate(b"shm") == 0
            touch()
            print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - faults < COUNT // 4)
            """;

        (await new ToolCommand { FileName = "/usr/bin/python3" }.RunAsync("-c", Script, TestEnvironment.IsolateLibrary)).ExpectOutput("True");
    }

    private static async Task<string> UserId() => (await new ToolCommand { FileName = "id" }.RunAsync("-u")).Output.Trim();
}
