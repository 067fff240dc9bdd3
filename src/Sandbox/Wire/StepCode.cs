namespace Sandbox.Wire;

/// <summary>
/// What a step does. "Source" is a path on the host, looked up in the tree as it was at the start; "target" is a path
/// inside the new root, looked up with RESOLVE_IN_ROOT from its descriptor. All of them are absolute, and no symbolic link
/// leads to them (RESOLVE_NO_SYMLINKS) unless it is said.
/// </summary>
internal enum StepCode : uint
{
    /// <summary>No step; never in a valid plan.</summary>
    None = 0,

    // Taken by the init (setup).

    /// <summary>Writes Text2 to the file Text1 of the host: the id maps.</summary>
    WriteFile = 1,

    /// <summary>Makes every mount of the namespace private.</summary>
    MakePrivate = 2,

    /// <summary>The new root is an empty tmpfs with mode Value1.</summary>
    RootTmpfs = 3,

    /// <summary>The new root is the source Text1 with submounts; mount attributes Value1 are set on all of them.</summary>
    RootClone = 4,

    /// <summary>
    /// The new root is a tmpfs in which each entry of the source directory Text1 is bound (links are copied), but for
    /// the names in Text2 (each followed by '/'); mount attributes Value1 are set on what is bound.
    /// </summary>
    RootMirror = 5,

    /// <summary>Makes the hidden tmpfs that Mask and CopyFile with Over take their files from; before the root.</summary>
    Scratch = 6,

    /// <summary>Binds source Text1 with submounts on target Text2, which exists; sets attributes Value1. Optional.</summary>
    Bind = 7,

    /// <summary>
    /// Mounts a tmpfs on target Text1: Value1 bytes (0: default), mode Value2, at most as many entries as Text2 says (empty:
    /// default). Counts as own tree from here on.
    /// </summary>
    Tmpfs = 8,

    /// <summary>Mounts a new proc on target Text1 with mount attributes Value1 (besides nosuid, nodev, noexec).</summary>
    Proc = 9,

    /// <summary>Mounts a new devpts on target Text1 with mount attributes Value1 (besides nosuid, noexec).</summary>
    Devpts = 10,

    /// <summary>
    /// Makes directory Text1 with mode Value1, its parent existing and in the sandbox's own tmpfs. KeepExisting, InRootDirectory.
    /// </summary>
    MakeDirectory = 11,

    /// <summary>Makes empty file Text1 with mode Value1, likewise. KeepExisting, InRootDirectory.</summary>
    MakeFile = 12,

    /// <summary>Makes a symbolic link at Text1 that says Text2, likewise. InRootDirectory.</summary>
    MakeSymlink = 13,

    /// <summary>Copies source Text1, a regular file, to Text2 with mode Value1, which must not exist. Over, InRootDirectory.</summary>
    CopyFile = 14,

    /// <summary>
    /// Covers target Text1 with an inaccessible file or directory. Hide, Optional: symbolic links are followed then.
    /// </summary>
    Mask = 15,

    /// <summary>Sets mount attributes Value1 on the mount at target Text1. Recursive.</summary>
    SetAttributes = 16,

    /// <summary>
    /// Covers directory Text1 of the new root with a tmpfs in which its entries are bound, but for the names in Text2
    /// (each followed by '/'); links are copied, the mode stays. Counts as own tree from here on.
    /// </summary>
    Mirror = 17,

    /// <summary>Sets the host name to Text1.</summary>
    SetHostName = 18,

    /// <summary>Sets the NIS domain name to Text1.</summary>
    SetDomainName = 19,

    /// <summary>Brings network device Text1 up.</summary>
    InterfaceUp = 20,

    /// <summary>Makes the new root the root of the process and detaches the old one.</summary>
    PivotRoot = 21,

    /// <summary>The process cannot be traced, and its /proc files not read, by others (PR_SET_DUMPABLE 0).</summary>
    NotDumpable = 22,

    /// <summary>
    /// Makes directory Text1 of the host the root of the process and enters it: in place of a new root, for callers who
    /// may not mount.
    /// </summary>
    Chroot = 23,

    /// <summary>
    /// Binds directory Text1 of the new root on itself, with its submounts, so that it can be neither renamed nor
    /// removed.
    /// </summary>
    Pin = 24,

    /// <summary>
    /// Binds file or directory Text1 of the host, with its submounts, on itself with attributes Value1, before the tree
    /// is built: what is bound from there has them too. In a plan with a wrapper it comes before the wrapper.
    /// </summary>
    SealSource = 25,

    /// <summary>
    /// Covers target Text1, a file, with a read-only one that holds Text2 and has mode Value1.
    /// </summary>
    PlaceFile = 30,

    /// <summary>
    /// Gives a network device the IPv4 address Value1, whose first byte is the most significant; Text1 is the name of an
    /// alias, the device's with a colon and a number.
    /// </summary>
    AddAddress = 31,

    /// <summary>Routes the IPv4 destination Value1, likewise, through network device Text1.</summary>
    AddRoute = 32,

    /// <summary>
    /// With a wrapper: what is at Text1 of the root it has built must be what passed descriptor Value1 is open on, which is
    /// closed. What cannot be reached is passed over.
    /// </summary>
    SameFile = 33,

    /// <summary>
    /// The new root is an overlay: source directory Text1 below, layer Value2 above; mount attributes Value1, and noexec
    /// where the source has it.
    /// </summary>
    RootOverlay = 27,

    /// <summary>Mounts an overlay on target Text2, likewise. Counts as own tree from here on. Optional: source or target.</summary>
    Overlay = 28,

    /// <summary>
    /// Directory Text1 of the host holds the layers: N/upper and N/work for layer N. Comes before the root, and any overlay.
    /// </summary>
    Layers = 29,

    /// <summary>
    /// Makes a named pipe at Text1, in the root as the init now has it, and hands the host a descriptor of it
    /// (<see cref="ReportKind.Handed"/>). The directory it is in is reached without a symbolic link. Removed at the end.
    /// </summary>
    MakeFifo = 26,

    /// <summary>
    /// Makes three datagram sockets: two in place of standard output and error, connected to the third, which has one queue for
    /// both. Hands the host all of them (<see cref="ReportKind.Handed"/>, Which 0 for the third).
    /// </summary>
    OrderOutputs = 37,

    /// <summary>
    /// The root is the tree the mount namespace began with, a copy of the host's: mount attributes Value1 are set on it and its
    /// submounts. In place of scratch, layers and pivot. It takes a user namespace: in one no process can be born whose root is
    /// another than that tree's (clone(2), EPERM), which a chroot(2) inside could lead out of.
    /// </summary>
    RootInPlace = 38,

    /// <summary>Mounts a new sysfs on target Text1 with mount attributes Value1 (besides nosuid, nodev, noexec).</summary>
    Sysfs = 34,

    /// <summary>Mounts a new mqueue on target Text1, likewise.</summary>
    Mqueue = 35,

    // Taken by the init or by the command's process.

    /// <summary>
    /// Empties the effective, permitted, inheritable, ambient and bounding sets; the last, where that is refused for want of
    /// CAP_SETPCAP, only unless no_new_privs is set.
    /// </summary>
    DropCapabilities = 40,

    /// <summary>Sets no_new_privs.</summary>
    NoNewPrivileges = 41,

    /// <summary>
    /// Joins a new session keyring; where keys are exhausted or refused, installs the seccomp filter in Text1 instead,
    /// which refuses the calls that reach keys. no_new_privs must be set before.
    /// </summary>
    IsolateKeyring = 42,

    /// <summary>Installs the seccomp filter in Text1 (an array of sock_filter). no_new_privs must be set before.</summary>
    SeccompFilter = 65,

    // Taken by the command's process.

    /// <summary>Starts a new session.</summary>
    NewSession = 60,

    /// <summary>Enters directory Text1. OrRoot.</summary>
    ChangeDirectory = 61,

    /// <summary>Sets the umask to Value1.</summary>
    SetUmask = 62,

    /// <summary>
    /// Sets resource limit Value1 (RLIMIT_*), soft and hard, to Value2; that of processor time hard to a second more. For that
    /// of processes it is tried whether the kernel holds it: it exempts its root.
    /// </summary>
    SetResourceLimit = 63,

    /// <summary>Copies passed descriptor Value1 (0 for the first after the socket) to number Value2, 3 or more.</summary>
    PassDescriptor = 64,

    /// <summary>The kernel no longer randomizes addresses (personality(2), ADDR_NO_RANDOMIZE).</summary>
    SetPersonality = 66,

    // Taken by the init when everything else is dead.

    /// <summary>
    /// Opens Text1, a regular file that is reached without a symbolic link, and hands the host its descriptor
    /// (<see cref="ReportKind.Handed"/>); or tells why not (<see cref="ReportKind.NotCollected"/>).
    /// </summary>
    Collect = 80,
}
