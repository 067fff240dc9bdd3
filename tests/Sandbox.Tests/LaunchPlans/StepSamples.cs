using System.Net;
using Sandbox.Linux;
using Sandbox.Linux.Seccomp;
using Sandbox.Plans;

namespace Sandbox.Tests.LaunchPlans;

/// <summary>Every kind of step, with what a reader is shown and what sandbox-init is told.</summary>
internal static class StepSamples
{
    private const MountFlags Sealed = MountFlags.ReadOnly | MountFlags.NoSetuid | MountFlags.NoDevices;

    /// <param name="Step">The step.</param>
    /// <param name="Shown">Its line in an explanation.</param>
    /// <param name="Encoded">Its record, as <see cref="DecodedPlan"/> prints it.</param>
    internal sealed record Sample(PlanStep Step, string Shown, string Encoded)
    {
        public override string ToString() => Step.ToString();
    }

    public static Sample[] All { get; } =
    [
        new(new WriteFileStep("/proc/self/uid_map", "0 1000 1"),
            "write: \"0 1000 1\" to /proc/self/uid_map",
            "WriteFile text1='/proc/self/uid_map' text2='0 1000 1'"),
        new(new MakePrivateStep(), "mount: make every mount private (MS_REC|MS_PRIVATE)", "MakePrivate"),
        new(RootStep.Empty, "fsmount: new root: an empty tmpfs", "RootTmpfs 1=0x1ed"),
        new(RootStep.HostTree("/", Sealed),
            "open_tree: new root: / with its submounts [ReadOnly, NoSetuid, NoDevices]", "RootClone 1=0x7 text1='/'"),
        new(RootStep.InPlace(Sealed),
            "mount_setattr: root: the namespace's own copy of / with its submounts [ReadOnly, NoSetuid, NoDevices]", "RootInPlace 1=0x7"),
        new(RootStep.Mirror("/", ["a", "b"], Sealed),
            "open_tree: new root: a tmpfs with every entry of / bound [ReadOnly, NoSetuid, NoDevices], without a, b",
            "RootMirror 1=0x7 text1='/' text2='a/b/'"),
        new(RootStep.Overlay("/r", 2, MountFlags.NoSetuid), "fsmount: new root: an overlay, /r under throwaway layer 2 [NoSetuid]",
            "RootOverlay 1=0x2 2=0x2 text1='/r'"),
        new(new OverlayStep("/src", "/dst", 3, MountFlags.NoSetuid),
            "fsmount: overlay on /dst: /src under throwaway layer 3 [NoSetuid]", "Overlay 1=0x2 2=0x3 text1='/src' text2='/dst'"),
        new(new OverlayStep("/src", "/dst", 0, MountFlags.None, Optional: true),
            "fsmount: overlay on /dst: /src under throwaway layer 0 [None], if there", "Overlay flags=Optional text1='/src' text2='/dst'"),
        new(new LayersStep("/scratch/layers"), "openat: throwaway layers in /scratch/layers", "Layers text1='/scratch/layers'"),
        new(new ScratchStep(), "fsmount: hidden tmpfs for masks and copies", "Scratch"),
        new(new BindStep("/src", "/dst", MountFlags.ReadOnly), "move_mount: /src on /dst [ReadOnly]",
            "Bind 1=0x1 text1='/src' text2='/dst'"),
        new(new BindStep("/src", "/dst", MountFlags.None, Optional: true), "move_mount: /src on /dst [None], if there",
            "Bind flags=Optional text1='/src' text2='/dst'"),
        new(new TmpfsStep("/t", 65536, (UnixFileMode)0b1_111_111_111), "fsmount: tmpfs on /t (mode 1777, 65536 bytes)",
            "Tmpfs 1=0x10000 2=0x3ff text1='/t'"),
        new(new TmpfsStep("/t", null, DirectoryMount.DefaultMode, 7), "fsmount: tmpfs on /t (mode 0755, 7 entries)",
            "Tmpfs 2=0x1ed text1='/t' text2='7'"),
        new(new KernelFileSystemStep(KernelFileSystem.Sysfs, "/s", ReadOnly: true), "fsmount: sysfs on /s (read-only)", "Sysfs 1=0x1 text1='/s'"),
        new(new KernelFileSystemStep(KernelFileSystem.Mqueue, "/m", ReadOnly: false), "fsmount: mqueue on /m", "Mqueue text1='/m'"),
        new(new DevptsStep("/d", ReadOnly: true), "fsmount: devpts on /d (read-only)", "Devpts 1=0x1 text1='/d'"),
        new(new TmpfsStep("/t", null, DirectoryMount.DefaultMode), "fsmount: tmpfs on /t (mode 0755)",
            "Tmpfs 2=0x1ed text1='/t'"),
        new(new ProcStep("/proc", ReadOnly: true), "fsmount: proc on /proc (read-only)", "Proc 1=0x1 text1='/proc'"),
        new(new DevptsStep("/dev/pts"), "fsmount: devpts on /dev/pts", "Devpts text1='/dev/pts'"),
        new(new MakeDirectoryStep("/d", DirectoryMount.DefaultMode), "mkdirat: /d (mode 0755)",
            "MakeDirectory flags=KeepExisting 1=0x1ed text1='/d'"),
        new(new MakeFileStep("/f", FileMount.DefaultMode, InRootDirectory: true), "openat: empty file /f (mode 0644)",
            "MakeFile flags=KeepExisting, InRootDirectory 1=0x1a4 text1='/f'"),
        new(new MakeSymlinkStep("/l", "to/there"), "symlinkat: /l -> to/there", "MakeSymlink text1='/l' text2='to/there'"),
        new(new CopyFileStep("/src", "/dst", FileMount.DefaultMode, Over: true), "write: copy of /src over /dst (mode 0644)",
            "CopyFile flags=Over 1=0x1a4 text1='/src' text2='/dst'"),
        new(new CopyFileStep("/src", "/dst", FileMount.DefaultMode, Over: false, InRootDirectory: true),
            "write: copy of /src as /dst (mode 0644)", "CopyFile flags=InRootDirectory 1=0x1a4 text1='/src' text2='/dst'"),
        new(new MaskStep("/m", Hide: false, Optional: false), "move_mount: inaccessible cover on /m", "Mask text1='/m'"),
        new(new MaskStep("/m", Hide: true, Optional: true), "move_mount: empty cover on /m, if there",
            "Mask flags=Optional, Hide text1='/m'"),
        new(new PlaceFileStep("/f", [.. "text"u8], FileMount.DefaultMode, "a text"), "move_mount: a text over /f (mode 0644)",
            "PlaceFile 1=0x1a4 text1='/f' text2='text'"),
        new(new SetAttributesStep("/dev", MountFlags.ReadOnly, Recursive: true),
            "mount_setattr: /dev and its submounts [ReadOnly]", "SetAttributes flags=Recursive 1=0x1 text1='/dev'"),
        new(new MirrorStep("/etc", ["hosts"]), "open_tree: tmpfs on /etc with every entry of it bound, without hosts",
            "Mirror text1='/etc' text2='hosts/'"),
        new(new MirrorStep("/etc", []), "open_tree: tmpfs on /etc with every entry of it bound", "Mirror text1='/etc'"),
        new(new SealSourceStep("/dev/null", MountFlags.ReadOnly),
            "move_mount: /dev/null on itself [ReadOnly], before anything is bound", "SealSource 1=0x1 text1='/dev/null'"),
        new(new PinStep("/p"), "move_mount: /p on itself, so that it keeps its name", "Pin text1='/p'"),
        new(new SameFileStep(WrapperArgument.HostPath("/src"), "/dst"), "statx: /dst must be /src, as it was opened",
            "SameFile 1=0x2 text1='/dst'"),
        new(new SetHostNameStep("box"), "sethostname: box", "SetHostName text1='box'"),
        new(new SetDomainNameStep("home"), "setdomainname: home", "SetDomainName text1='home'"),
        new(new InterfaceUpStep("lo"), "ioctl: bring lo up (SIOCSIFFLAGS)", "InterfaceUp text1='lo'"),
        new(new InterfaceAddressStep("lo:1", IPAddress.Parse("192.0.2.2")), "ioctl: 192.0.2.2/32 on lo:1 (SIOCSIFADDR)",
            "AddAddress 1=0xc0000202 text1='lo:1'"),
        new(new InterfaceRouteStep("lo", IPAddress.Parse("232.0.1.1")), "ioctl: 232.0.1.1/32 through lo (SIOCADDRT)",
            "AddRoute 1=0xe8000101 text1='lo'"),
        new(new PivotRootStep(), "pivot_root: enter the new root, detach the host's tree", "PivotRoot"),
        new(new ChrootStep("/tree"), "chroot: enter /tree as the new root", "Chroot text1='/tree'"),
        new(new MakeFifoStep("/p"), "mknodat: named pipe /p (mode 0600)", "MakeFifo text1='/p'"),
        new(new OrderOutputsStep(), "socket: standard output and error are sockets with one queue, in the order of writing", "OrderOutputs"),
        new(new CollectStep("/r"), "openat2: hand out /r, if it is a regular file", "Collect text1='/r'"),
        new(new NotDumpableStep(), "prctl: the init cannot be traced (PR_SET_DUMPABLE 0)", "NotDumpable"),
        new(new DropCapabilitiesStep(), "capset: drop every capability", "DropCapabilities"),
        new(new NoNewPrivilegesStep(), "prctl: no new privileges (PR_SET_NO_NEW_PRIVS)", "NoNewPrivileges"),
        new(new IsolateKeyringStep(), "keyctl: join a new session keyring, or refuse every use of keys",
            $"IsolateKeyring text1={SeccompFilter.NoKeys.Bytes.Length} bytes"),
        new(new NewSessionStep(), "setsid: new session", "NewSession"),
        new(new ChangeDirectoryStep("/w", OrRoot: false), "chdir: /w", "ChangeDirectory text1='/w'"),
        new(new ChangeDirectoryStep("/w", OrRoot: true), "chdir: /w, or / where it is not visible",
            "ChangeDirectory flags=OrRoot text1='/w'"),
        new(new SetUmaskStep((UnixFileMode)0b010_010), "umask: 0022", "SetUmask 1=0x12"),
        new(new SetPersonalityStep(), "personality: addresses are not randomized (ADDR_NO_RANDOMIZE)", "SetPersonality"),
        new(new SetResourceLimitStep(ResourceLimit.OpenFiles, 64), "setrlimit: OpenFiles 64", "SetResourceLimit 1=0x7 2=0x40"),
        new(new PassDescriptorStep(1, 5), "dup2: keep descriptor 5", "PassDescriptor 1=0x1 2=0x5"),
        new(new SeccompFilterStep(SeccompFilter.TerminalInjection),
            $"seccomp: {SeccompFilter.TerminalInjection.Description}",
            $"SeccompFilter text1={SeccompFilter.TerminalInjection.Bytes.Length} bytes"),
    ];
}
