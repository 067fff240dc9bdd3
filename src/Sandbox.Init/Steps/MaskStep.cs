using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Paths of the tree that are put out of reach.</summary>
internal static unsafe class MaskStep
{
    private const ulong Attributes = MountAttributes.ReadOnly | MountAttributes.NoSetuid
        | MountAttributes.NoDevices | MountAttributes.NoExecute;

    public static Outcome Take(Tree* tree, StepRecord* step)
    {
        var path = tree->Plan.Text(step->Text1).Pointer;
        var isOptional = (step->Flags & (uint)StepFlags.Optional) != 0;

        // Where nothing was found, it is not known whether a link is on the way: the kernel makes the entries of proc.
        var answer = isOptional ? tree->OpenThroughLinks(path) : tree->Open(path);

        // What the init cannot reach, the command cannot: it has no more rights.
        if (isOptional && answer is -Errno.ENOENT or -Errno.ENOTDIR or -Errno.EACCES)
        {
            return Outcome.Success;
        }

        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        var target = (int)answer;
        var outcome = Cover(tree, target, (step->Flags & (uint)StepFlags.Hide) != 0);
        Files.Close(target);
        return outcome;
    }

    private static Outcome Cover(Tree* tree, int target, bool hide)
    {
        FileStatus status;
        FileStatus root;
        var answer = Files.Stat(target, &status);
        var rootAnswer = Files.Stat(tree->Root, &root);
        if (answer < 0 || rootAnswer < 0)
        {
            return Outcome.Of(FailedCall.Stat, answer < 0 ? answer : rootAnswer);
        }

        if (status.MountId == root.MountId && status.Inode == root.Inode)
        {
            // Led here by links or dots. What covers the root covers nothing: paths begin below it.
            return Outcome.Failure(FailedCall.OpenTarget, Errno.EBUSY);
        }

        var name = status.IsDirectory
            ? hide ? ScratchFiles.EmptyDirectory : ScratchFiles.RefusedDirectory
            : hide ? ScratchFiles.EmptyFile : ScratchFiles.RefusedFile;
        return ScratchFiles.Bind(tree, name, Attributes, target);
    }
}
