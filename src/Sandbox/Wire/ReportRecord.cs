using System.Runtime.InteropServices;

namespace Sandbox.Wire;

/// <summary>One message from sandbox-init to the host; sent whole, in one send.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ReportRecord
{
    /// <summary>A <see cref="ReportKind"/>.</summary>
    public uint Kind;

    /// <summary>A <see cref="PlanStage"/>.</summary>
    public uint Stage;

    /// <summary>Which step of the stage's list, from 0.</summary>
    public uint StepIndex;

    /// <summary>A <see cref="FailedCall"/>.</summary>
    public uint Call;

    public int Errno;
    public int WaitStatus;

    /// <summary>Which of several descriptors a step hands out, from 0; otherwise 0.</summary>
    public uint Which;

    public uint Reserved;

    /// <summary>Microseconds of processor time of the tree (getrusage(2), RUSAGE_CHILDREN of the init).</summary>
    public long UserMicroseconds;

    public long SystemMicroseconds;

    /// <summary>Kibibytes.</summary>
    public long MaxResident;

    public long MinorFaults;
    public long MajorFaults;
    public long VoluntarySwitches;
    public long InvoluntarySwitches;
}
