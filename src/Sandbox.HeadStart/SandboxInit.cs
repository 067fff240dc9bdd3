using System.Runtime;
using System.Runtime.CompilerServices;
using Sandbox.Init;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Init.StandIn;

namespace Sandbox.HeadStart;

/// <summary>
/// sandbox-init as something to execute in the place of this process. What a sandbox's processes were made of can be executed
/// inside by whoever runs there (/proc/self/exe, also as a script's interpreter): that must not be this program, which opens
/// what it is told to, and whose file may be the caller's.
/// </summary>
internal readonly unsafe struct SandboxInit
{
    // sandbox-init, an option, and at most three numbers.
    private const int MostOwnWords = 5;

    private readonly int file;
    private readonly byte** arguments;
    private readonly byte** environment;
    private readonly byte* numbers;

    private SandboxInit(int file, byte** arguments, byte** environment, byte* numbers)
    {
        this.file = file;
        this.arguments = arguments;
        this.environment = environment;
        this.numbers = numbers;
    }

    /// <summary>Makes the file, and the words with which the tool is started anew where the command does not come to run.</summary>
    /// <param name="words">The tool's command line.</param>
    /// <param name="environment">The tool's environment.</param>
    /// <returns>False where it cannot be made, or the tool's own file is not where it is said to be.</returns>
    public static bool TryMake(ToolWords words, byte** environment, out SandboxInit init)
    {
        init = default;
        var memory = Memory.Allocate(Files.PATH_MAX + 3 * Digits.BufferSize + (MostOwnWords + 1 + words.CountAgain) * sizeof(byte*));
        if (memory < 0)
        {
            return false;
        }

        var arguments = (byte**)memory;
        var program = (byte*)(arguments + MostOwnWords + 1 + words.CountAgain);
        var file = TryFindProgram(program) ? MemoryFile.Create("sandbox-init"u8.Pointer, Image(), ImageLength(), MemoryFile.MFD_EXEC) : -1;
        words.WriteAgain(program, arguments + MostOwnWords);
        init = new SandboxInit(file, arguments, environment, program + Files.PATH_MAX);
        return file >= 0;
    }

    /// <summary>Executes it to carry out a plan. Returns where that is refused.</summary>
    public void CarryOut(PlanView plan)
    {
        var made = MemoryFile.Create("sandbox-plan"u8.Pointer, (byte*)plan.Header, (nint)plan.Length, MemoryFile.MFD_NOEXEC_SEAL);
        var kept = (int)Descriptors.DuplicateAbove(made, StandIn.FirstPlan);
        if (made >= 0 && kept >= 0)
        {
            // As where the tool stays: it cannot tell whether its caller ignores it.
            Signals.ResetDisposition(Signals.SIGPIPE);
            Descriptors.KeepOnExecute(kept);
            var words = arguments + MostOwnWords - 3;
            words[1] = "--stand-in"u8.Pointer;
            words[2] = Number(0, kept);
            Execute(words);
            Files.Close(kept);
        }

        Files.Close(made);
    }

    /// <summary>Executes it to make the namespaces, and then wait for a plan. Returns where that is refused.</summary>
    /// <param name="channel">The connection with the tool.</param>
    /// <param name="tool">The process that plans.</param>
    /// <param name="hasOwnNetwork">Whether the network is among the namespaces.</param>
    public void AwaitPlan(int channel, int tool, bool hasOwnNetwork)
    {
        Descriptors.KeepOnExecute(channel);
        var words = arguments;
        words[1] = "--ahead"u8.Pointer;
        words[2] = Number(0, channel);
        words[3] = Number(1, tool);
        words[4] = Number(2, hasOwnNetwork ? 1 : 0);
        Execute(words);
    }

    public void Close() => Files.Close(file);

    private byte* Number(int index, int number) => Digits.Format((ulong)number, 10, numbers + index * Digits.BufferSize);

    private void Execute(byte** words)
    {
        words[0] = "sandbox-init"u8.Pointer;
        Processes.ExecuteFile(file, words, environment);
    }

    // Deleted, replaced, or of another root: the tool knows how to go on without it.
    [SkipLocalsInit]
    private static bool TryFindProgram(byte* path)
    {
        FileStatus here;
        FileStatus there;
        var link = "/proc/self/exe"u8.Pointer;
        var length = Files.ReadLink(Files.AT_FDCWD, link, path, Files.PATH_MAX - 1);
        if (length <= 0)
        {
            return false;
        }

        path[length] = 0;
        return Files.StatAt(Files.AT_FDCWD, link, 0, &here) >= 0
            && Files.StatAt(Files.AT_FDCWD, path, 0, &there) >= 0
            && here.Device == there.Device
            && here.Inode == there.Inode;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "sandbox_init_image")]
    private static extern byte* Image();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "sandbox_init_length")]
    private static extern nint ImageLength();
}
