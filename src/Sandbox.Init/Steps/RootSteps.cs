using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>
/// The new root and the scratch: both are stacked on "/", the scratch below, where nothing leads; the process keeps the
/// old root until it pivots to the new one, and everything else goes with the old. Or the root is the one there is, with
/// everything mounted over it: half as much for the kernel to copy, and nothing to detach.
/// </summary>
internal static unsafe class RootSteps
{
    public static Outcome Take(Tree* tree, StepRecord* step, uint index) => (StepCode)step->Code switch
    {
        StepCode.MakePrivate => Outcome.Of(FailedCall.MountSetattr, Mounts.MakeAllPrivate()),
        StepCode.Scratch => MakeScratch(tree),
        StepCode.RootTmpfs => MakeTmpfs(tree, (uint)step->Value1),
        StepCode.RootClone => UseClone(tree, step, index),
        StepCode.RootInPlace => UseInPlace(tree, step),
        StepCode.RootMirror => MakeMirror(tree, step, index),
        StepCode.RootOverlay => UseOverlay(tree, step, index),
        StepCode.Layers => UseLayers(tree, index),
        StepCode.PivotRoot => Pivot(tree),
        StepCode.Chroot => ChangeRoot(tree->Plan.Text(step->Text1).Pointer),
        _ => Outcome.Failure(FailedCall.InvalidPlan, Errno.EINVAL),
    };

    private static Outcome MakeScratch(Tree* tree)
    {
        var outcome = NewFileSystem.Tmpfs(0, 0x1C0 /* 0700 */, out tree->Scratch);
        if (!outcome.Failed)
        {
            outcome = Stack(tree->Scratch);
        }

        return outcome.Failed ? outcome : ScratchFiles.Make(tree->Scratch);
    }

    private static Outcome MakeTmpfs(Tree* tree, uint mode)
    {
        var outcome = NewFileSystem.Tmpfs(0, mode, out tree->Root);
        if (!outcome.Failed)
        {
            outcome = Stack(tree->Root);
        }

        return outcome.Failed ? outcome : tree->Own.Add(tree->Root);
    }

    private static Outcome UseClone(Tree* tree, StepRecord* step, uint index)
    {
        tree->Root = tree->Sources.Take(index);
        var answer = Mounts.SetAttributes(tree->Root, step->Value1, recursive: true);
        return answer < 0 ? Outcome.Of(FailedCall.MountSetattr, answer) : Stack(tree->Root);
    }

    // The directory the process began in may be covered from here on, and must not stay in use.
    private static Outcome UseInPlace(Tree* tree, StepRecord* step)
    {
        var answer = Files.Open(Files.AT_FDCWD, "/"u8.Pointer, Files.O_PATH | OpenFlags.O_DIRECTORY);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Open, answer);
        }

        tree->Root = (int)answer;
        answer = Files.ChangeDirectory(tree->Root);
        return answer < 0
            ? Outcome.Of(FailedCall.Chdir, answer)
            : Outcome.Of(FailedCall.MountSetattr, Mounts.SetAttributes(tree->Root, step->Value1, recursive: true));
    }

    private static Outcome UseOverlay(Tree* tree, StepRecord* step, uint index)
    {
        var outcome = OverlaySteps.Make(tree, step, index, out tree->Root);
        if (!outcome.Failed)
        {
            outcome = Stack(tree->Root);
        }

        return outcome.Failed ? outcome : tree->Own.Add(tree->Root);
    }

    private static Outcome UseLayers(Tree* tree, uint index)
    {
        tree->Layers = tree->Sources.Take(index);
        return Outcome.Success;
    }

    private static Outcome MakeMirror(Tree* tree, StepRecord* step, uint index)
    {
        var source = tree->Sources.Take(index);
        FileStatus status;
        var answer = Files.Stat(source, &status);
        var outcome = answer < 0
            ? Outcome.Of(FailedCall.Stat, answer)
            : MakeTmpfs(tree, status.Permissions);
        if (!outcome.Failed)
        {
            outcome = DirectoryMirror.Fill(source, tree->Root, tree->Plan.Text(step->Text2), step->Value1);
        }

        Files.Close(source);
        return outcome;
    }

    private static Outcome Stack(int mount) =>
        Outcome.Of(FailedCall.MoveMount, Mounts.AttachAt(mount, Files.AT_FDCWD, "/"u8.Pointer));

    private static Outcome Pivot(Tree* tree)
    {
        var answer = Files.ChangeDirectory(tree->Root);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Chdir, answer);
        }

        answer = Mounts.PivotToWorkingDirectory();
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.PivotRoot, answer);
        }

        var outcome = DetachOld(tree);
        if (outcome.Failed)
        {
            return outcome;
        }

        // An open descriptor would keep the scratch alive, and lead to the host.
        Files.Close(tree->Scratch);
        Files.Close(tree->Layers);
        Files.Close(tree->Root);
        return Outcome.Of(FailedCall.Chdir, Files.ChangeDirectory("/"u8.Pointer));
    }

    // By descriptor, so that what is entered is what becomes the root; no working directory stays outside of it.
    private static Outcome ChangeRoot(byte* path)
    {
        var answer = Files.OpenWithoutLinks(path, Files.O_PATH | OpenFlags.O_DIRECTORY);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Open, answer);
        }

        var directory = (int)answer;
        answer = Files.ChangeDirectory(directory);
        Files.Close(directory);
        if (answer >= 0)
        {
            answer = Files.ChangeRootToWorkingDirectory();
        }

        return answer < 0
            ? Outcome.Of(FailedCall.Chroot, answer)
            : Outcome.Of(FailedCall.Chdir, Files.ChangeDirectory("/"u8.Pointer));
    }

    // The old root is now stacked on the new one, and the scratch on the old root; umount takes the topmost. What was
    // left would be in reach as "/..", the only path that crosses from a root into what covers it.
    private static Outcome DetachOld(Tree* tree)
    {
        const int MaxLayers = 2;
        for (var i = 0; i < MaxLayers; i++)
        {
            var answer = Mounts.DetachWorkingDirectory();
            if (answer < 0)
            {
                return Outcome.Of(FailedCall.Umount, answer);
            }

            FileStatus root;
            FileStatus top;
            var rootAnswer = Files.Stat(tree->Root, &root);
            var topAnswer = Files.StatAt(Files.AT_FDCWD, "/.."u8.Pointer, 0, &top);
            if (rootAnswer < 0 || topAnswer < 0)
            {
                return Outcome.Of(FailedCall.Stat, rootAnswer < 0 ? rootAnswer : topAnswer);
            }

            if (top.MountId == root.MountId)
            {
                return Outcome.Success;
            }
        }

        return Outcome.Failure(FailedCall.Umount, Errno.EBUSY);
    }
}
