using System.Runtime.CompilerServices;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Where something is to be made: an open parent in which that is allowed, and a name.</summary>
internal readonly unsafe struct NewEntry
{
    private NewEntry(int parent, byte* name)
    {
        Parent = parent;
        Name = name;
    }

    /// <summary>The parent's descriptor. Whoever takes the entry closes it.</summary>
    public int Parent { get; }

    public byte* Name { get; }

    /// <param name="path">Its last component is a name.</param>
    /// <param name="flags">Of the step: with InRootDirectory any parent serves, otherwise one in the sandbox's own tmpfs.</param>
    [SkipLocalsInit]
    public static Outcome Open(Tree* tree, Text path, StepFlags flags, out NewEntry entry)
    {
        entry = default;
        var parent = stackalloc byte[Files.PATH_MAX];
        var length = path.LastIndexOf((byte)'/') + 1;
        for (var i = 0; i < length; i++)
        {
            parent[i] = path.Pointer[i];
        }

        parent[length] = 0;
        var answer = tree->Open(parent, OpenFlags.O_DIRECTORY);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        var outcome = (flags & StepFlags.InRootDirectory) != 0 ? Outcome.Success : CheckOwn(tree, (int)answer);
        if (outcome.Failed)
        {
            Files.Close((int)answer);
            return outcome;
        }

        entry = new NewEntry((int)answer, path.Pointer + length);
        return Outcome.Success;
    }

    private static Outcome CheckOwn(Tree* tree, int parent)
    {
        FileStatus status;
        var answer = Files.Stat(parent, &status);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Stat, answer);
        }

        return tree->Own.Contain(status) ? Outcome.Success : Outcome.Failure(FailedCall.NotOwnTree, Errno.EROFS);
    }
}
