using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct clone_args of clone3(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CloneArguments
{
    public const ulong CLONE_INTO_CGROUP = 0x2_0000_0000;

    public ulong Flags;
    public ulong PidDescriptor;
    public ulong ChildTid;
    public ulong ParentTid;
    public ulong ExitSignal;
    public ulong Stack;
    public ulong StackSize;
    public ulong ThreadStorage;
    public ulong ChosenIds;
    public ulong ChosenIdCount;
    public ulong Cgroup;
}
