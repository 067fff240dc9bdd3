using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Directories of the tree in which something is to be made or left out.</summary>
internal static unsafe class MirrorStep
{
    public static Outcome Take(Tree* tree, StepRecord* step)
    {
        var path = tree->Plan.Text(step->Text1).Pointer;
        // Opened before it is covered, the directory stays readable below.
        var answer = Files.OpenInRootWithoutLinks(tree->Root, path, Files.O_RDONLY | OpenFlags.O_DIRECTORY);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        var covered = (int)answer;
        var outcome = Cover(tree, covered, out var mount);
        if (!outcome.Failed)
        {
            outcome = DirectoryMirror.Fill(covered, mount, tree->Plan.Text(step->Text2), 0);
            Files.Close(mount);
        }

        Files.Close(covered);
        return outcome;
    }

    private static Outcome Cover(Tree* tree, int covered, out int mount)
    {
        mount = -1;
        FileStatus status;
        var answer = Files.Stat(covered, &status);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Stat, answer);
        }

        var outcome = NewFileSystem.Tmpfs(0, status.Permissions, out mount);
        if (outcome.Failed)
        {
            return outcome;
        }

        outcome = BindStep.Attach(mount, covered);
        if (!outcome.Failed)
        {
            outcome = tree->Own.Add(mount);
        }

        if (outcome.Failed)
        {
            Files.Close(mount);
        }

        return outcome;
    }
}
