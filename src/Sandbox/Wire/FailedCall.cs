namespace Sandbox.Wire;

/// <summary>The system call inside a step that was refused.</summary>
internal enum FailedCall : uint
{
    None = 0,
    Open,
    Read,
    Write,
    Stat,
    Clone,
    Mount,
    OpenTree,
    MountSetattr,

    /// <summary>openat2 of the target inside the new root.</summary>
    OpenTarget,
    MoveMount,
    Fsopen,
    Fsconfig,
    Fsmount,
    Mkdir,
    CreateFile,
    Symlink,
    Readlink,
    Getdents,
    Fchmod,
    PivotRoot,
    Umount,
    Sethostname,
    Setdomainname,
    Socket,
    Ioctl,
    Prctl,
    Capset,
    Keyctl,
    Seccomp,
    Setsid,
    Chdir,
    Dup,
    CloseRange,
    Setrlimit,
    Execve,
    Pipe,
    Signalfd,
    Mmap,

    /// <summary>Not a call: the parent of what was to be made is not in the sandbox's own tree (EROFS).</summary>
    NotOwnTree,

    /// <summary>Not a call: the source and the target are not both directories or both files (ENOTDIR, EISDIR).</summary>
    KindMismatch,

    /// <summary>Not a call: the plan itself is invalid (EINVAL); StepIndex is the step, or uint.MaxValue for the header.</summary>
    InvalidPlan,

    Chroot,

    /// <summary>/proc is not there (ENOENT), or is that of another pid namespace (EXDEV).</summary>
    OpenProc,
    PidfdOpen,
    Personality,
    Statfs,
    Mknod,

    /// <summary>sendmsg with a descriptor.</summary>
    SendDescriptor,

    /// <summary>Not a call: what is there is no regular file (EINVAL), or no named pipe.</summary>
    WrongKind,

    OpenCgroup,
    Unshare,

    /// <summary>Not a call: something else is there than what was meant (ESTALE).</summary>
    OtherFile,

    Bind,
    Connect,

    /// <summary>Not a call: it is not there, and could have been made (ENOENT).</summary>
    NotMade,

    /// <summary>Not a call: a process was started that the limit on processes forbids (EPERM).</summary>
    NotLimited,
}
