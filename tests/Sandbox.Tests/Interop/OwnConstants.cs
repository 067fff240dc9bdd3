using static Sandbox.Tests.Interop.CompiledProgram;

namespace Sandbox.Tests.Interop;

/// <summary>Constants and structs beside those of the kernel that are our own, so that no header has them.</summary>
internal static class OwnConstants
{
    private static readonly string[] EngineNames =
    [
        // What is at a path, told apart by more than one bit of st_mode.
        "HostEntryKind.Directory", "HostEntryKind.File", "HostEntryKind.Symlink", "HostEntryKind.Other",

        // The empty set, and a set of several.
        "Namespaces.None", "HostFileSystem.Wanted", "Cgroups.CgroupOffer.HeldByGroups",

        // An address at which nothing is.
        "SeccompEvidence.Unreadable",

        // Bounds on what is read.
        "HostFactsReader.MaxTerminalName", "ProcFiles.MaxLength", "ProcFiles.UsualLength", "DirectoryEntry.BufferSize",

        // How often something is tried again, and how far.
        "Cgroups.CgroupPlace.MoveAttempts", "Cgroups.RunCgroup.Attempts", "Cgroups.ProcessAncestry.MaxDepth",

        // How long, as poll(2) takes it.
        "DescriptorWriter.WaitMilliseconds", "DescriptorWriter.Forever",

        // Indexes of a table of numbers, which is compared itself.
        "Seccomp.SystemCall.Ioctl", "Seccomp.SystemCall.AddKey", "Seccomp.SystemCall.RequestKey", "Seccomp.SystemCall.Keyctl",
        "Seccomp.SystemCall.Socket", "Seccomp.SystemCall.IoUringSetup", "Seccomp.SystemCall.Chown", "Seccomp.SystemCall.Fchown",
        "Seccomp.SystemCall.Lchown", "Seccomp.SystemCall.Fchownat", "Seccomp.SystemCall.Prlimit64",
    ];

    private static readonly string[] InitNames =
    [
        // What the numbers mean in kill(2) and wait4(2), where they have no name.
        "Signals.Everyone", "Processes.AnyChild",

        // Moments and units.
        "Clock.Never", "TimeSpec.NanosecondsPerSecond",

        // The larger of all pages, and the last of the three descriptors.
        "Memory.PageSize", "Descriptors.LastStandard",

        // A bound on what is read.
        "StatisticsFile.BufferSize",
    ];

    /// <summary>As <c>program: name</c>.</summary>
    public static IEnumerable<string> All =>
        EngineNames.Select(name => $"{Engine}: {Engine.Resolve(name)}")
            .Concat(InitNames.Select(name => $"{Init}: {Init.Resolve(name)}"));
}
