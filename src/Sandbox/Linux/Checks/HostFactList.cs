using System.Collections.Immutable;

namespace Sandbox.Linux.Checks;

/// <summary>Everything about this machine that decides what a sandbox can do here.</summary>
internal static class HostFactList
{
    /// <summary>Reads every fact. What cannot be read is a fact without a value, never an exception.</summary>
    public static ImmutableArray<HostFact> Read()
    {
        var isRoot = LibC.geteuid() == 0;
        var mounts = MountTable.ReadOwn();
        return
        [
            KernelVersionCheck.Judge(ProcFiles.ReadSysctl("kernel/osrelease")),
            UserNamespaceChecks.JudgeMaximum(ProcFiles.ReadSysctl("user/max_user_namespaces")),
            UserNamespaceChecks.JudgeUnprivileged(ProcFiles.ReadSysctl("kernel/unprivileged_userns_clone"), isRoot),
            UserNamespaceChecks.JudgeAppArmor(
                ProcFiles.ReadSysctl("kernel/apparmor_restrict_unprivileged_userns"), isRoot),
            MaskedProcCheck.Judge(mounts),
            ContainerCheck.Read(),
            .. CgroupChecks.Read(mounts),
            LandlockCheck.Read(),
            MemfdNoexecCheck.Judge(ProcFiles.ReadSysctl("vm/memfd_noexec")),
        ];
    }
}
