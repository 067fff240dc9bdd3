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

    /// <summary>The parent's descriptor, which the tree keeps.</summary>
    public int Parent { get; }

    public byte* Name { get; }

    /// <param name="path">Its last component is a name.</param>
    /// <param name="flags">Of the step: with InRootDirectory any parent serves, otherwise one in the sandbox's own tmpfs.</param>
    public static Outcome Open(Tree* tree, Text path, StepFlags flags, out NewEntry entry)
    {
        entry = default;
        var parentPath = new Text(path.Pointer, path.LastIndexOf((byte)'/') + 1);
        var parent = tree->Last.FindParent(parentPath, out var isOwn);
        if (parent < 0)
        {
            var outcome = OpenParent(tree, parentPath, out parent, out isOwn);
            if (outcome.Failed)
            {
                return outcome;
            }

            tree->Last.KeepParent(parentPath, parent, isOwn);
        }

        if (!isOwn && (flags & StepFlags.InRootDirectory) == 0)
        {
            return Outcome.Failure(FailedCall.NotOwnTree, Errno.EROFS);
        }

        entry = new NewEntry(parent, path.Pointer + parentPath.Length);
        return Outcome.Success;
    }

    [SkipLocalsInit]
    private static Outcome OpenParent(Tree* tree, Text path, out int parent, out bool isOwn)
    {
        isOwn = false;
        var copy = stackalloc byte[Files.PATH_MAX];
        for (var i = 0; i < path.Length; i++)
        {
            copy[i] = path.Pointer[i];
        }

        copy[path.Length] = 0;
        var answer = tree->Open(copy, OpenFlags.O_DIRECTORY);
        parent = (int)answer;
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        FileStatus status;
        answer = Files.Stat(parent, &status);
        if (answer < 0)
        {
            Files.Close(parent);
            return Outcome.Of(FailedCall.Stat, answer);
        }

        isOwn = tree->Own.Contain(status);
        return Outcome.Success;
    }
}
