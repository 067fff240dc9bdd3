using System.Diagnostics.CodeAnalysis;
using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.StandIn;

/// <summary>
/// Stands in for a host that has executed sandbox-init in its own place, so that none of it stays in memory: reads the
/// reports, and ends as the host would have ended. Where the command did not come to run, it executes a program of the
/// host's choice, which can try it the long way and explain what is wrong: setting up leaves nothing behind.
/// </summary>
internal unsafe struct StandIn
{
    /// <summary>The least number of a plan: two below it are free, where the socket is made.</summary>
    public const int FirstPlan = StandardError + 3;

    private const int StandardError = 2;
    private const int SetupFailed = 125;

    // What to execute when the command did not run, and its argv: sandbox-init --stand-in PLAN PROGRAM ARGUMENT...
    private readonly byte** arguments;
    private readonly byte** environment;

    private bool hasStarted;
    private bool hasEnded;
    private int waitStatus;
    private uint endedBy;

    /// <param name="arguments">The path of that program, then its argv; ends with null.</param>
    /// <param name="environment">The host's environment.</param>
    public StandIn(byte** arguments, byte** environment)
    {
        this = default;
        this.arguments = arguments;
        this.environment = environment;
        Reports = -1;
    }

    /// <summary>The end of the host's socket that the host would have; the other one is where hosts put it.</summary>
    public int Reports { get; private set; }

    /// <summary>A child that has made the plan and ends, or 0.</summary>
    public int Tool { get; set; }

    /// <summary>Takes the child off the process table once it has ended.</summary>
    public void ReapTool()
    {
        int status;
        if (Tool != 0 && Processes.Wait(Tool, &status, Processes.WNOHANG) == Tool)
        {
            Tool = 0;
        }
    }

    /// <summary>Makes the socket.</summary>
    /// <param name="socket">The number of the end that belongs to sandbox-init; the next one becomes the host's.</param>
    public Outcome Open(int socket)
    {
        // What else is open from there on came from the host's caller.
        Descriptors.CloseFrom(socket);
        var ends = stackalloc int[2];
        var answer = Sockets.OpenPair(ends);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Socket, answer);
        }

        Reports = socket + 1;
        answer = Descriptors.DuplicateTo(ends[0], socket);
        if (answer >= 0)
        {
            answer = Descriptors.DuplicateTo(ends[1], Reports);
        }

        Files.Close(ends[0]);
        Files.Close(ends[1]);
        return Outcome.Of(FailedCall.Dup, answer);
    }

    /// <summary>Notes a signal that asks for the end, should the command never run.</summary>
    public void End(uint signal) => endedBy = endedBy == 0 ? signal : endedBy;

    /// <summary>Takes the reports that are there.</summary>
    /// <returns>True, once, when one of them says that the command runs.</returns>
    public bool Read()
    {
        var hadStarted = hasStarted;
        ReportRecord report;
        while (Sockets.Receive(Reports, &report, sizeof(ReportRecord)) == sizeof(ReportRecord))
        {
            switch ((ReportKind)report.Kind)
            {
                case ReportKind.Started:
                    hasStarted = true;
                    break;
                case ReportKind.Exited or ReportKind.Exiting:
                    hasEnded = true;
                    waitStatus = report.WaitStatus;
                    break;
            }
        }

        return hasStarted && !hadStarted;
    }

    /// <summary>Gives this process the host's name, by which its caller looks for it (pgrep(1)).</summary>
    public readonly void ShowName()
    {
        var name = arguments[0];
        for (var text = name; *text != 0; text++)
        {
            name = *text == (byte)'/' ? text + 1 : name;
        }

        Processes.Control(Processes.PR_SET_NAME, (nint)name);
    }

    /// <summary>
    /// For the init, a copy of this process that is seen from inside: it has sandbox-init's name, and nothing of the host's
    /// command line, environment and reports.
    /// </summary>
    public readonly void BecomeInits()
    {
        Processes.Control(Processes.PR_SET_NAME, (nint)"sandbox-init"u8.Pointer);
        Memory.EraseTexts(arguments);
        Memory.EraseTexts(environment);
        Files.Close(Reports);
    }

    /// <summary>What is left to do when everything of the sandbox is dead.</summary>
    /// <returns>The host's exit code.</returns>
    public int Conclude()
    {
        Read();
        if (hasStarted && hasEnded)
        {
            return ExitCode();
        }

        if (hasStarted)
        {
            var lost = "run-sandbox: sandbox-init was killed before it could tell how the command ended\n  hint: something outside sent SIGKILL: the kernel's out-of-memory killer, or an administrator\n"u8;
            Files.Write(StandardError, lost.Pointer, lost.Length);
            return SetupFailed;
        }

        return endedBy != 0 ? CodeOfSignal(endedBy) : Repeat();
    }

    // wait(2): the low 7 bits are the signal, the next byte up the exit code.
    private readonly int ExitCode()
    {
        var signal = (uint)waitStatus & 0x7F;
        return signal == 0 ? (waitStatus >> 8) & 0xFF : CodeOfSignal(signal);
    }

    private static int CodeOfSignal(uint signal) => 128 + (int)signal;

    /// <summary>Executes that program, for what this process cannot do.</summary>
    [DoesNotReturn]
    public readonly int Repeat()
    {
        if (Tool != 0)
        {
            // It has nothing left to do; what is executed would not know it.
            int status;
            Processes.Wait(Tool, &status, 0);
        }

        Signals.Block(0);
        Descriptors.CloseFrom(StandardError + 1);
        Processes.Execute(arguments[0], arguments + 1, environment);
        var gone = "run-sandbox: the sandbox could not be set up, and this program is not there any more to say why\n"u8;
        Files.Write(StandardError, gone.Pointer, gone.Length);
        Processes.Exit(SetupFailed);
        return SetupFailed;
    }
}
