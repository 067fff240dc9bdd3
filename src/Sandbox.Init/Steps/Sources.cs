using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>
/// The sources of all steps, opened before anything is mounted: a copy of "/" would contain the new root, which is stacked
/// on it. No symbolic link is followed to them: the plan was made for what was there then, and who may write in a directory
/// on the way, such as another sandbox, could have put one there since.
/// </summary>
internal unsafe struct Sources
{
    // For what is open besides: standard streams, passed descriptors, the tree.
    private const ulong OtherDescriptors = 64;

    private int* descriptors;
    private bool areOpen;

    /// <summary>Opens the sources of a plan, unless that was done.</summary>
    /// <param name="failedAt">The step whose source could not be opened; otherwise as it was.</param>
    public static Outcome Open(Tree* tree, ref uint failedAt)
    {
        var sources = &tree->Sources;
        if (sources->areOpen)
        {
            return Outcome.Success;
        }

        var count = tree->Plan.Header->Setup.Count;
        var memory = Memory.Allocate((nint)count * sizeof(int));
        if (memory < 0)
        {
            return Outcome.Of(FailedCall.Mmap, memory);
        }

        sources->descriptors = (int*)memory;
        sources->areOpen = true;
        tree->Settings->AllowOpenFiles(count + OtherDescriptors + tree->Plan.Header->PassedDescriptors);
        for (uint i = 0; i < count; i++)
        {
            var outcome = OpenOne(tree, i, out sources->descriptors[i]);
            if (outcome.Failed)
            {
                failedAt = i;
                return outcome;
            }
        }

        return Outcome.Success;
    }

    /// <summary>Whether the source of a step is optional and was not there.</summary>
    public readonly bool IsMissing(uint step) => descriptors[step] < 0;

    /// <summary>The descriptor for a step, or -1 where an optional source is missing. Whoever takes it closes it.</summary>
    public readonly int Take(uint step) => descriptors[step];

    private static Outcome OpenOne(Tree* tree, uint index, out int descriptor)
    {
        var step = tree->Plan.SetupStep(index);
        var path = tree->Plan.Text(step->Text1).Pointer;
        var call = FailedCall.Open;
        nint answer;
        switch ((StepCode)step->Code)
        {
            case StepCode.Bind:
            case StepCode.RootClone:
                answer = Clone(path, ref call);
                break;
            case StepCode.RootOverlay:
            case StepCode.Overlay:
            case StepCode.Layers:
                answer = Files.OpenWithoutLinks(path, Files.O_PATH | OpenFlags.O_DIRECTORY);
                break;
            case StepCode.RootMirror:
                answer = Files.OpenWithoutLinks(path, Files.O_RDONLY | OpenFlags.O_DIRECTORY);
                break;
            case StepCode.CopyFile:
                // Not blocking: it might turn out to be a named pipe.
                answer = Files.OpenWithoutLinks(path, Files.O_RDONLY | Files.O_NONBLOCK);
                break;
            default:
                descriptor = -1;
                return Outcome.Success;
        }

        descriptor = (int)answer;
        if (answer is -Errno.ENOENT or -Errno.ENOTDIR && (step->Flags & (uint)StepFlags.Optional) != 0)
        {
            descriptor = -1;
            return Outcome.Success;
        }

        return Outcome.Of(call, answer);
    }

    // open_tree(2) itself takes no such restriction, so it is given what was opened with it.
    private static nint Clone(byte* path, ref FailedCall call)
    {
        var answer = Files.OpenWithoutLinks(path, Files.O_PATH);
        if (answer < 0)
        {
            return answer;
        }

        var source = (int)answer;
        call = FailedCall.OpenTree;
        answer = Mounts.Clone(source, Files.EmptyPath, Files.AT_EMPTY_PATH);
        Files.Close(source);
        return answer;
    }
}
