using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>
/// Whether a wrapper has mounted what was meant. It looks its sources up by name once more, and who may write in a directory
/// on the way could have put something else there.
/// </summary>
internal static unsafe class SameFileStep
{
    public static Outcome Take(Tree* tree, StepRecord* step)
    {
        var meant = tree->FirstPassed + (int)step->Value1;
        var answer = Files.OpenWithoutLinks(tree->Plan.Text(step->Text1).Pointer, Files.O_PATH);

        // What the init cannot reach, the command cannot: it has no more rights.
        var outcome = answer == -Errno.EACCES ? Outcome.Success
            : answer < 0 ? Outcome.Of(FailedCall.OpenTarget, answer)
            : Compare(meant, (int)answer);
        if (answer >= 0)
        {
            Files.Close((int)answer);
        }

        // Nothing that leads to the host stays open.
        Files.Close(meant);
        return outcome;
    }

    private static Outcome Compare(int meant, int shown)
    {
        FileStatus one;
        FileStatus other;
        var answer = Files.Stat(meant, &one);
        var shownAnswer = Files.Stat(shown, &other);
        return answer < 0 || shownAnswer < 0 ? Outcome.Of(FailedCall.Stat, answer < 0 ? answer : shownAnswer)
            : one.Inode == other.Inode && one.Device == other.Device ? Outcome.Success
            : Outcome.Failure(FailedCall.OtherFile, Errno.ESTALE);
    }
}
