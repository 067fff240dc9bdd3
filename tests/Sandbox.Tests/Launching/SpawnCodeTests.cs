using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Sandbox.Launching;
using Sandbox.Linux;

namespace Sandbox.Tests.Launching;

/// <summary>Starting a process by code of our own, in the memory of this one (src/Sandbox.Spawn).</summary>
public sealed class SpawnCodeTests
{
    // Beside SIGKILL what cannot be blocked (signal(7)).
    private const int SIGSTOP = 19;

    [Test]
    public void The_program_gets_its_arguments_environment_and_descriptors()
    {
        var output = OutputOf("/bin/sh", "-c", "echo $0 $1; tr '\\0' ' ' </proc/$$/environ", "zero", "one");

        Assert.That(output, Is.EqualTo("zero one\nA=a "));
    }

    /// <remarks>.NET ignores SIGPIPE and has handlers; sandbox-init sets the mask itself.</remarks>
    [Test]
    public void It_begins_with_every_signal_blocked_no_handler_and_SIGPIPE_at_its_default()
    {
        var before = SignalsOf(File.ReadAllText("/proc/thread-self/status"), "SigBlk");
        var status = OutputOf("/bin/cat", "/proc/self/status");

        Assert.That(SignalsOf(status, "SigBlk"), Is.EqualTo(~(MaskOf(Signals.SIGKILL) | MaskOf(SIGSTOP))));
        Assert.That(SignalsOf(status, "SigIgn") & MaskOf(Signals.SIGPIPE), Is.Zero);
        Assert.That(SignalsOf(status, "SigCgt"), Is.Zero);
        Assert.That(SignalsOf(File.ReadAllText("/proc/thread-self/status"), "SigBlk"), Is.EqualTo(before));
    }

    [Test]
    public void A_file_that_cannot_be_executed_is_said_and_no_process_is_left()
    {
        using var file = Memfd.CreateData("test", "no program"u8);
        Assert.That(Start(file.Number, [], "test"), Is.EqualTo(-Errno.EACCES));
        Assert.That(ChildrenOfThread(), Is.Empty);
    }

    [Test]
    public void A_descriptor_that_is_not_open_is_said_and_no_process_is_left()
    {
        using var file = Open("/bin/true");
        Assert.That(Start(file.Number, [new() { From = 1_000_000, To = 0 }], "true"), Is.EqualTo(-Errno.EBADF));
        Assert.That(ChildrenOfThread(), Is.Empty);
    }

    private static unsafe string OutputOf(string path, params string[] arguments)
    {
        using var file = Open(path);
        var ends = stackalloc int[2];
        Assert.That(LibC.pipe2(ends, LibC.O_CLOEXEC), Is.Zero);
        using var readEnd = new FileStream(new SafeFileHandle(ends[0], ownsHandle: true), FileAccess.Read);
        int process;
        using (var writeEnd = new DescriptorHandle(ends[1]))
        {
            process = Start(file.Number, [new() { From = writeEnd.Number, To = 1 }], [Path.GetFileName(path), .. arguments]);
        }

        Assert.That(process, Is.Positive);
        var output = new StreamReader(readEnd).ReadToEnd();
        Assert.That(LibC.waitpid(process, out var status, 0), Is.EqualTo(process));
        Assert.That(status, Is.Zero);
        return output;
    }

    private static unsafe int Start(int file, DescriptorMove[] moves, params string[] arguments)
    {
        var texts = arguments.Append("A=a").Select(Marshal.StringToCoTaskMemUTF8).ToArray();
        var words = stackalloc byte*[texts.Length + 1];
        for (var i = 0; i < texts.Length - 1; i++)
        {
            words[i] = (byte*)texts[i];
        }

        words[texts.Length - 1] = null;
        byte** environment = stackalloc byte*[2];
        environment[0] = (byte*)texts[^1];
        environment[1] = null;
        fixed (byte* noPath = "/nowhere\0"u8)
        fixed (DescriptorMove* firstMove = moves)
        {
            var request = new SpawnRequest
            {
                File = file, Path = noPath, Arguments = words, Environment = environment, Moves = firstMove, MoveCount = moves.Length,
            };
            var process = SpawnCode.Instance.Start(&request);
            Array.ForEach(texts, Marshal.FreeCoTaskMem);
            return process;
        }
    }

    private static DescriptorHandle Open(string path) => new(LibC.open(path, LibC.O_RDONLY | LibC.O_CLOEXEC, 0));

    // Of this thread alone: other tests have children, too.
    private static string ChildrenOfThread() => File.ReadAllText("/proc/thread-self/children");

    private static ulong MaskOf(int signal) => 1UL << (signal - 1);

    private static ulong SignalsOf(string status, string name) =>
        ulong.Parse(status.Split('\n').Single(line => line.StartsWith($"{name}:", StringComparison.Ordinal))[(name.Length + 1)..],
            NumberStyles.HexNumber | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
}
