namespace Sandbox.Linux.Seccomp;

/// <summary>System calls that filters speak of; their numbers differ by processor.</summary>
internal enum SystemCall
{
    Ioctl,
    AddKey,
    RequestKey,
    Keyctl,
    Socket,
    IoUringSetup,
    Chown,
    Fchown,
    Lchown,
    Fchownat,
    Prlimit64,
}
