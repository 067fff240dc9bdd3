using System;

namespace Sandbox.Isolate.Errors;

/// <summary>Steps as they are called in messages.</summary>
internal static class StepText
{
    /// <summary>What follows "could not".</summary>
    public static ReadOnlySpan<byte> Of(IsolationStep step) => step switch
    {
        IsolationStep.CheckThreads => "isolate a process that has more than one thread"u8,
        IsolationStep.CheckIds => "isolate a process whose real, effective and saved ids differ"u8,
        IsolationStep.Fork => "start a trial in a child process"u8,
        IsolationStep.WaitForTrial => "isolate this process: a trial in a child process was killed"u8,
        IsolationStep.EnterNamespaces => "make new namespaces (unshare)"u8,
        IsolationStep.DenySetgroups => "write /proc/self/setgroups"u8,
        IsolationStep.MapUser => "write /proc/self/uid_map"u8,
        IsolationStep.MapGroup => "write /proc/self/gid_map"u8,
        IsolationStep.FindShm => "open /dev/shm"u8,
        IsolationStep.MakeShm => "make a tmpfs for /dev/shm"u8,
        IsolationStep.CoverShm => "mount a tmpfs on /dev/shm"u8,
        IsolationStep.OpenSocket => "open a socket to set up the loopback device"u8,
        IsolationStep.BringLoopbackUp => "bring the loopback device up"u8,
        IsolationStep.AddAddress => "give the loopback device the address 192.0.2.2"u8,
        IsolationStep.AddRoute => "route multicast 232.0.1.1 through the loopback device"u8,
        IsolationStep.FindHosts => "open /etc/hosts"u8,
        IsolationStep.CoverHosts => "mount a private /etc/hosts"u8,
        IsolationStep.DenyProgram => "put a message in the place of a denied program"u8,
        IsolationStep.ForbidNewPrivileges => "forbid new privileges (PR_SET_NO_NEW_PRIVS)"u8,
        IsolationStep.InstallFilter => "install a seccomp filter"u8,
        _ => "drop capabilities"u8,
    };
}
