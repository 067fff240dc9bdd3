namespace Sandbox.EndToEnd.Tests.InProcess;

/// <summary>The network of a process that has isolated itself, from Python through ctypes.</summary>
public sealed class IsolatedNetworkTests
{
    private const string Beginning = """
        import ctypes, os, socket, sys
        library = ctypes.CDLL(sys.argv[1])
        library.sandbox_isolate_error.restype = ctypes.c_char_p
        if library.sandbox_isolate(b"net shm") != 0:
            sys.exit(library.sandbox_isolate_error().decode())

        def attempt(address, family=socket.AF_INET):
            try:
                socket.socket(family, socket.SOCK_DGRAM).sendto(b"text", (address, 9))
                print(address, "ok")
            except OSError as error:
                print(address, error.strerror)

        """;

    [Test]
    public Task Python_sees_only_lo_and_its_own_dev_shm() => ExpectAsync(
        "print([name for _, name in socket.if_nameindex()], os.listdir('/dev/shm'), os.getuid() == os.geteuid() == int(sys.argv[2]))",
        "['lo'] [] True");

    [Test]
    public Task Its_own_addresses_are_there_and_no_other() => ExpectAsync(
        """
        for address in "127.0.0.1", "192.0.2.2", "192.0.2.3", "10.0.0.1", "8.8.8.8":
            attempt(address)
        for address in "::1", "2001:db8::1":
            attempt(address, socket.AF_INET6)
        """,
        """
        127.0.0.1 ok
        192.0.2.2 ok
        192.0.2.3 Network is unreachable
        10.0.0.1 Network is unreachable
        8.8.8.8 Network is unreachable
        ::1 ok
        2001:db8::1 Network is unreachable
        """);

    [Test]
    public Task One_multicast_group_works_and_no_other() => ExpectAsync(
        """
        receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        receiver.bind(("", 0))
        receiver.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton("232.0.1.1") + socket.inet_aton("0.0.0.0"))
        sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sender.sendto(b"heard", ("232.0.1.1", receiver.getsockname()[1]))
        print(receiver.recv(100).decode())
        for address in "232.0.1.2", "239.1.1.1", "224.0.0.1":
            attempt(address)
        """,
        """
        heard
        232.0.1.2 Network is unreachable
        239.1.1.1 Network is unreachable
        224.0.0.1 Network is unreachable
        """);

    [Test]
    public Task There_is_no_way_around_it() => ExpectAsync(
        """
        for family in 40, 42:
            try:
                socket.socket(family, socket.SOCK_DGRAM)
                print("made")
            except OSError as error:
                print(error.strerror)
        libc = ctypes.CDLL(None, use_errno=True)
        libc.syscall(425, 8, None)
        print(os.strerror(ctypes.get_errno()))
        """,
        """
        Address family not supported by protocol
        Address family not supported by protocol
        Function not implemented
        """);

    private static async Task ExpectAsync(string script, string output)
    {
        IsolateLibrary.Require("/usr/bin/python3", "python3");
        var user = (await new ToolCommand { FileName = "id" }.RunAsync("-u")).Output.Trim();

        (await new ToolCommand { FileName = "/usr/bin/python3" }.RunAsync("-c", Beginning + script, TestEnvironment.IsolateLibrary, user)).ExpectOutput(output);
    }
}
