using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Plan;

/// <summary>The rule of each <see cref="StepCode"/>, member by member as its documentation says.</summary>
internal static class StepRules
{
    private const ulong AnyAttributes = MountAttributes.ReadOnly | MountAttributes.NoSetuid
        | MountAttributes.NoDevices | MountAttributes.NoExecute;

    /// <summary>Permission bits with the sticky bit; nothing that is made has set-id bits.</summary>
    private const ulong AnyMode = 0x3FF;

    private const StepFlags NewEntry = StepFlags.KeepExisting | StepFlags.InRootDirectory;

    /// <summary>False for a code that does not exist.</summary>
    public static bool TryFind(uint code, out StepRule rule)
    {
        rule = (StepCode)code switch
        {
            StepCode.WriteFile => new() { Text1 = TextKind.Path, Text2 = TextKind.Bytes, Takers = StepTakers.Init },
            StepCode.MakePrivate => BeforeTree(),
            StepCode.SealSource => BeforeTree() with { Text1 = TextKind.Path, MaxValue1 = AnyAttributes },
            StepCode.RootTmpfs => Mount(StepOrder.Root) with { MaxValue1 = AnyMode },
            StepCode.RootClone => Mount(StepOrder.Root) with { Text1 = TextKind.Path, MaxValue1 = AnyAttributes },
            StepCode.RootInPlace => Mount(StepOrder.Root) with
            {
                MaxValue1 = AnyAttributes, Namespace = Processes.CLONE_NEWNS | Processes.CLONE_NEWUSER,
            },
            StepCode.RootMirror => Mount(StepOrder.Root) with
            {
                Text1 = TextKind.Path, Text2 = TextKind.Name, MaxValue1 = AnyAttributes,
            },
            StepCode.RootOverlay => Mount(StepOrder.Root) with
            {
                Text1 = TextKind.Path, MaxValue1 = AnyAttributes, MaxValue2 = uint.MaxValue,
            },
            StepCode.Layers => Mount(StepOrder.Layers) with { Text1 = TextKind.Path },
            StepCode.Scratch => Mount(StepOrder.Scratch),
            StepCode.Bind => Target(TextKind.Path) with
            {
                Text2 = TextKind.MountPath, MaxValue1 = AnyAttributes, Flags = StepFlags.Optional,
            },
            StepCode.Overlay => Target(TextKind.Path) with
            {
                Text2 = TextKind.MountPath, MaxValue1 = AnyAttributes, MaxValue2 = uint.MaxValue, Flags = StepFlags.Optional,
            },
            StepCode.Tmpfs => Target(TextKind.MountPath) with
            {
                Text2 = TextKind.Name, MaxValue1 = ulong.MaxValue, MaxValue2 = AnyMode,
            },
            StepCode.Proc => Target(TextKind.MountPath) with { MaxValue1 = AnyAttributes },
            StepCode.Devpts => Target(TextKind.MountPath) with { MaxValue1 = AnyAttributes },
            StepCode.Sysfs => Target(TextKind.MountPath) with { MaxValue1 = AnyAttributes },
            StepCode.Mqueue => Target(TextKind.MountPath) with { MaxValue1 = AnyAttributes },
            StepCode.MakeDirectory => Target(TextKind.NewPath) with { MaxValue1 = AnyMode, Flags = NewEntry },
            StepCode.MakeFile => Target(TextKind.NewPath) with { MaxValue1 = AnyMode, Flags = NewEntry },
            StepCode.MakeSymlink => Target(TextKind.NewPath) with
            {
                Text2 = TextKind.LinkTarget, Flags = StepFlags.InRootDirectory,
            },
            StepCode.CopyFile => Target(TextKind.Path) with
            {
                Text2 = TextKind.NewPath, MaxValue1 = AnyMode, Flags = StepFlags.Over | StepFlags.InRootDirectory,
            },
            StepCode.Mask => Target(TextKind.MountPath) with { Flags = StepFlags.Hide | StepFlags.Optional },
            StepCode.SetAttributes => Target(TextKind.Path) with
            {
                MaxValue1 = AnyAttributes, Flags = StepFlags.Recursive,
            },
            StepCode.Mirror => Target(TextKind.MountPath) with { Text2 = TextKind.Name },
            StepCode.Pin => Target(TextKind.MountPath),
            StepCode.PlaceFile => Target(TextKind.MountPath) with { Text2 = TextKind.Bytes, MaxValue1 = AnyMode },
            StepCode.SetHostName => Name(Processes.CLONE_NEWUTS),
            StepCode.SetDomainName => Name(Processes.CLONE_NEWUTS),
            StepCode.InterfaceUp => Name(Processes.CLONE_NEWNET),
            StepCode.AddAddress => Name(Processes.CLONE_NEWNET) with { MaxValue1 = uint.MaxValue },
            StepCode.AddRoute => Name(Processes.CLONE_NEWNET) with { MaxValue1 = uint.MaxValue },
            StepCode.PivotRoot => Mount(StepOrder.Pivot),
            StepCode.Chroot => new() { Text1 = TextKind.Path, Order = StepOrder.Chroot, Takers = StepTakers.Init },
            StepCode.MakeFifo => new() { Text1 = TextKind.NewPath, Order = StepOrder.Inside, Takers = StepTakers.AnyInit },
            StepCode.SameFile => new()
            {
                Text1 = TextKind.Path, MaxValue1 = int.MaxValue, Order = StepOrder.Inside, Takers = StepTakers.InnerInit,
            },
            StepCode.OrderOutputs => new() { Takers = StepTakers.AnyInit },
            StepCode.Collect => new() { Text1 = TextKind.Path, Takers = StepTakers.Collector },
            StepCode.NotDumpable => new() { Takers = StepTakers.AnyInit },
            StepCode.DropCapabilities => new() { Takers = StepTakers.All },
            StepCode.NoNewPrivileges => new() { Takers = StepTakers.All },
            StepCode.IsolateKeyring => new() { Text1 = TextKind.Filter, Takers = StepTakers.All },
            StepCode.NewSession => new() { Takers = StepTakers.Command },
            StepCode.ChangeDirectory => new()
            {
                Text1 = TextKind.Path, Flags = StepFlags.OrRoot, Takers = StepTakers.Command,
            },
            StepCode.SetUmask => new() { MaxValue1 = 0x1FF, Takers = StepTakers.Command },
            StepCode.SetResourceLimit => new()
            {
                MaxValue1 = ResourceLimit.RLIM_NLIMITS - 1, MaxValue2 = ulong.MaxValue, Takers = StepTakers.Command,
            },
            StepCode.PassDescriptor => new()
            {
                MaxValue1 = int.MaxValue, MaxValue2 = int.MaxValue, Takers = StepTakers.Command,
            },
            StepCode.SetPersonality => new() { Takers = StepTakers.Command },
            StepCode.SeccompFilter => new() { Text1 = TextKind.Filter, Takers = StepTakers.All },
            _ => default,
        };
        return rule.Takers != StepTakers.None;
    }

    private static StepRule BeforeTree() =>
        Mount(StepOrder.First) with { Takers = StepTakers.Init | StepTakers.BeforeWrapper };

    private static StepRule Mount(StepOrder order) => new()
    {
        Namespace = Processes.CLONE_NEWNS, Order = order, Takers = StepTakers.Init,
    };

    private static StepRule Target(TextKind text1) => Mount(StepOrder.Tree) with { Text1 = text1 };

    private static StepRule Name(uint @namespace) => new()
    {
        Text1 = TextKind.Name, Namespace = @namespace, Takers = StepTakers.Init,
    };
}
