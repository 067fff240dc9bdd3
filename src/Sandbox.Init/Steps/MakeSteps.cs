using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>New directories, files and links in the tree. The umask is 0, so modes are what the plan says.</summary>
internal static unsafe class MakeSteps
{
    public static Outcome Take(Tree* tree, StepRecord* step)
    {
        var path = tree->Plan.Text(step->Text1);
        var flags = (StepFlags)step->Flags;
        var outcome = NewEntry.Open(tree, path, flags, out var entry);
        if (!outcome.Failed)
        {
            outcome = Make(tree, step, path, entry);
        }

        return outcome.Failed && (flags & StepFlags.KeepExisting) != 0 && Exists(tree, path, (StepCode)step->Code)
            ? Outcome.Success
            : outcome;
    }

    private static Outcome Make(Tree* tree, StepRecord* step, Text path, NewEntry entry)
    {
        var mode = (uint)step->Value1;
        switch ((StepCode)step->Code)
        {
            case StepCode.MakeDirectory:
                return Outcome.Of(FailedCall.Mkdir, Files.MakeDirectory(entry.Parent, entry.Name, mode));
            case StepCode.MakeSymlink:
                var target = tree->Plan.Text(step->Text2).Pointer;
                return Outcome.Of(FailedCall.Symlink, Files.MakeSymlink(target, entry.Parent, entry.Name));
            default:
                var answer = Files.Create(entry.Parent, entry.Name, mode);
                if (answer >= 0)
                {
                    tree->Last.KeepFile(path, (int)answer);
                }

                return Outcome.Of(FailedCall.CreateFile, answer);
        }
    }

    public static Outcome MakeEmptyFile(int parent, byte* name, uint mode)
    {
        var answer = Files.Create(parent, name, mode);
        if (answer >= 0)
        {
            Files.Close((int)answer);
        }

        return Outcome.Of(FailedCall.CreateFile, answer);
    }

    // A directory where a directory is wanted, anything else where a file is.
    private static bool Exists(Tree* tree, Text path, StepCode code)
    {
        var answer = tree->Open(path.Pointer);
        if (answer < 0)
        {
            return false;
        }

        FileStatus status;
        var isKnown = Files.Stat((int)answer, &status) >= 0;
        Files.Close((int)answer);
        return isKnown && status.IsDirectory == (code == StepCode.MakeDirectory);
    }
}
