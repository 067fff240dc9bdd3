using System;
using System.Runtime.CompilerServices;
using Sandbox.Init;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.HeadStart.Default;

/// <summary>
/// The plan for a spec with every default: what the engine's planner writes for it, step by step. A test compares the two
/// (tests/Sandbox.Tests/Tool/DefaultPlanTests.cs).
/// </summary>
internal static unsafe class DefaultPlan
{
    private const ulong KillAfter = 2 * TimeSpec.NanosecondsPerSecond;
    private const ulong OfDirectory = MountAttributes.NoSetuid | MountAttributes.NoDevices;
    private const ulong OfDevice = MountAttributes.ReadOnly | MountAttributes.NoSetuid | MountAttributes.NoExecute;
    private const ulong DirectoryMode = 0x1ED; // 0755
    private const ulong FileMode = 0x1A4; // 0644
    private const ulong EverybodysMode = 0x3FF; // 01777
    private const ulong DeviceDirectorySize = 64 * 1024;

    private const uint Namespaces = Processes.CLONE_NEWUSER | Processes.CLONE_NEWNS | Processes.CLONE_NEWPID
        | Processes.CLONE_NEWIPC | Processes.CLONE_NEWUTS | Processes.CLONE_NEWCGROUP | Processes.CLONE_NEWNET;

    // Paths and filters, besides what is the command's.
    private const uint RoomForTexts = 64 * 1024;

    /// <summary>Makes it.</summary>
    /// <param name="words">The tool's command line.</param>
    /// <param name="environment">The caller's environment.</param>
    /// <returns>False where something else is asked for, or has to be looked at by the tool.</returns>
    [SkipLocalsInit]
    public static bool TryMake(ToolWords words, byte** environment, out PlanView plan)
    {
        plan = default;
        var command = words.FindCommandOfDefaults(environment);
        var paths = stackalloc byte[2 * Files.PATH_MAX];
        return command != null
            && DefaultFacts.TryFind(command, environment, paths, out var facts)
            && TryWrite(facts, out plan);
    }

    private static bool TryWrite(DefaultFacts facts, out PlanView plan)
    {
        plan = default;
        if (!PlanWriter.TryOpen(facts.ArgumentCount, facts.VariableCount, facts.CommandTextLength + RoomForTexts, out var writer))
        {
            return false;
        }

        writer.Header->Namespaces = Namespaces;
        writer.Header->KillAfter = KillAfter;
        AddUser(ref writer, facts);
        AddTree(ref writer, facts);
        Add(ref writer, StepCode.InterfaceUp, "lo"u8);
        Add(ref writer, StepCode.NotDumpable);
        Add(ref writer, StepCode.NoNewPrivileges);
        Add(ref writer, StepCode.DropCapabilities);
        AddCommand(ref writer, facts);
        return writer.TryClose(out plan);
    }

    private static void AddUser(ref PlanWriter plan, DefaultFacts facts)
    {
        Add(ref plan, StepCode.WriteFile, "/proc/self/setgroups"u8, "deny"u8);
        AddMap(ref plan, "/proc/self/uid_map"u8, facts.UserId);
        AddMap(ref plan, "/proc/self/gid_map"u8, facts.GroupId);
    }

    // "ID ID 1": the caller's own, under its own number.
    private static void AddMap(ref PlanWriter plan, ReadOnlySpan<byte> file, uint id)
    {
        var digits = stackalloc byte[Digits.BufferSize];
        var map = stackalloc byte[3 * Digits.BufferSize];
        var number = Digits.Format(id, 10, digits);
        var end = Digits.Append(map, number);
        *end++ = (byte)' ';
        end = Digits.Append(end, number);
        end = Digits.Append(end, " 1"u8.Pointer);
        plan.AddSetup(new()
        {
            Code = (uint)StepCode.WriteFile,
            Text1 = plan.AddText(file),
            Text2 = plan.AddText(map, (int)(end - map)),
        });
    }

    private static void AddTree(ref PlanWriter plan, DefaultFacts facts)
    {
        Add(ref plan, StepCode.MakePrivate);
        Add(ref plan, StepCode.RootInPlace, value1: MountAttributes.ReadOnly | OfDirectory);
        if (!facts.IsInTemporary)
        {
            AddWorkingDirectory(ref plan, facts);
        }

        Add(ref plan, StepCode.Proc, "/proc"u8, value1: facts.OwnsSysctls ? MountAttributes.ReadOnly : 0);
        Add(ref plan, StepCode.Tmpfs, "/dev"u8, value1: DeviceDirectorySize, value2: DirectoryMode);
        AddDevice(ref plan, "/dev/null"u8);
        AddDevice(ref plan, "/dev/zero"u8);
        AddDevice(ref plan, "/dev/full"u8);
        AddDevice(ref plan, "/dev/random"u8);
        AddDevice(ref plan, "/dev/urandom"u8);
        AddDevice(ref plan, "/dev/tty"u8);
        Add(ref plan, StepCode.MakeSymlink, "/dev/fd"u8, "/proc/self/fd"u8);
        Add(ref plan, StepCode.MakeSymlink, "/dev/stdin"u8, "/proc/self/fd/0"u8);
        Add(ref plan, StepCode.MakeSymlink, "/dev/stdout"u8, "/proc/self/fd/1"u8);
        Add(ref plan, StepCode.MakeSymlink, "/dev/stderr"u8, "/proc/self/fd/2"u8);
        Add(ref plan, StepCode.MakeSymlink, "/dev/core"u8, "/proc/kcore"u8);
        Add(ref plan, StepCode.MakeSymlink, "/dev/ptmx"u8, "pts/ptmx"u8);
        AddDirectory(ref plan, plan.AddText("/dev/pts"u8));
        Add(ref plan, StepCode.Devpts, "/dev/pts"u8);
        AddDirectory(ref plan, plan.AddText("/dev/shm"u8));
        Add(ref plan, StepCode.Tmpfs, "/dev/shm"u8, value2: EverybodysMode);
        if (*facts.Terminal != 0)
        {
            AddDevice(ref plan, facts.Terminal, "/dev/console"u8.Pointer);
        }

        Add(ref plan, StepCode.Tmpfs, "/tmp"u8, value2: EverybodysMode);
        if (facts.IsInTemporary)
        {
            AddParents(ref plan, facts);
            AddWorkingDirectory(ref plan, facts);
        }

        Add(ref plan, StepCode.SetAttributes, "/dev"u8, value1: MountAttributes.ReadOnly);
    }

    private static void AddDevice(ref PlanWriter plan, ReadOnlySpan<byte> path) => AddDevice(ref plan, path.Pointer, path.Pointer);

    private static void AddDevice(ref PlanWriter plan, byte* source, byte* target)
    {
        var file = plan.AddText(target);
        plan.AddSetup(new()
        {
            Code = (uint)StepCode.MakeFile,
            Flags = (uint)StepFlags.KeepExisting,
            Text1 = file,
            Value1 = FileMode,
        });
        plan.AddSetup(new() { Code = (uint)StepCode.Bind, Value1 = OfDevice, Text1 = plan.AddText(source), Text2 = file });
    }

    private static void AddDirectory(ref PlanWriter plan, TextRef path) => plan.AddSetup(new()
    {
        Code = (uint)StepCode.MakeDirectory,
        Flags = (uint)StepFlags.KeepExisting,
        Text1 = path,
        Value1 = DirectoryMode,
    });

    private static void AddWorkingDirectory(ref PlanWriter plan, DefaultFacts facts)
    {
        var path = plan.AddText(facts.Directory);
        plan.AddSetup(new() { Code = (uint)StepCode.Bind, Value1 = OfDirectory, Text1 = path, Text2 = path });
    }

    // The working directory itself, and what is above it in /tmp.
    private static void AddParents(ref PlanWriter plan, DefaultFacts facts)
    {
        for (var length = "/tmp/"u8.Length; ; length++)
        {
            var end = facts.Directory[length];
            if (end is 0 or (byte)'/')
            {
                AddDirectory(ref plan, plan.AddText(facts.Directory, length));
            }

            if (end == 0)
            {
                return;
            }
        }
    }

    private static void AddCommand(ref PlanWriter plan, DefaultFacts facts)
    {
        plan.AddCommand(new() { Code = (uint)StepCode.IsolateKeyring, Text1 = DefaultFilters.NoKeys(ref plan) });
        plan.AddCommand(new()
        {
            Code = (uint)StepCode.ChangeDirectory,
            Flags = (uint)StepFlags.OrRoot,
            Text1 = plan.AddText(facts.Directory),
        });
        plan.AddCommand(new() { Code = (uint)StepCode.SeccompFilter, Text1 = DefaultFilters.Command(ref plan) });
        for (var argument = facts.Arguments; *argument != null; argument++)
        {
            plan.AddArgument(*argument);
        }

        for (var variable = facts.Environment; *variable != null; variable++)
        {
            plan.AddVariable(*variable);
        }

        plan.Header->FileName = plan.AddText(facts.Arguments[0]);
        plan.Header->SearchPath = plan.AddText(facts.SearchPath);
    }

    private static void Add(
        ref PlanWriter plan, StepCode code, ReadOnlySpan<byte> text1 = default, ReadOnlySpan<byte> text2 = default,
        ulong value1 = 0, ulong value2 = 0) => plan.AddSetup(new()
        {
            Code = (uint)code,
            Value1 = value1,
            Value2 = value2,
            Text1 = plan.AddText(text1),
            Text2 = plan.AddText(text2),
        });
}
