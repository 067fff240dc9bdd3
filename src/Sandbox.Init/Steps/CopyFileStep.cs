using System.Runtime.CompilerServices;
using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Private copies of host files, for what the sandbox may change or the host may replace.</summary>
internal static unsafe class CopyFileStep
{
    // A copy occupies memory; what is larger is meant to be bound.
    private const ulong MaxSize = 64 * 1024 * 1024;

    private const int BufferSize = 16 * 1024;

    public static Outcome Take(Tree* tree, StepRecord* step, uint index)
    {
        var source = tree->Sources.Take(index);
        FileStatus status;
        var answer = Files.Stat(source, &status);
        Outcome outcome;
        if (answer < 0)
        {
            outcome = Outcome.Of(FailedCall.Stat, answer);
        }
        else if (!status.IsRegularFile)
        {
            outcome = Outcome.Failure(FailedCall.KindMismatch, status.IsDirectory ? Errno.EISDIR : Errno.EINVAL);
        }
        else if ((step->Flags & (uint)StepFlags.Over) != 0)
        {
            outcome = CopyOver(tree, step, source, index);
        }
        else
        {
            outcome = CopyTo(tree, step, source);
        }

        Files.Close(source);
        return outcome;
    }

    private static Outcome CopyTo(Tree* tree, StepRecord* step, int source)
    {
        var flags = (StepFlags)step->Flags;
        var outcome = NewEntry.Open(tree, tree->Plan.Text(step->Text2), flags, out var entry);
        if (outcome.Failed)
        {
            return outcome;
        }

        return Copy(source, entry.Parent, entry.Name, (uint)step->Value1);
    }

    private static Outcome CopyOver(Tree* tree, StepRecord* step, int source, uint index)
    {
        var name = stackalloc byte[ScratchFiles.NameSize];
        ScratchFiles.NameFile(index, name);
        var outcome = Copy(source, tree->Scratch, name, (uint)step->Value1);
        if (outcome.Failed)
        {
            return outcome;
        }

        var answer = tree->Open(tree->Plan.Text(step->Text2).Pointer);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.OpenTarget, answer);
        }

        outcome = ScratchFiles.Bind(tree, name, MountAttributes.NoSetuid | MountAttributes.NoDevices, (int)answer);
        Files.Close((int)answer);
        return outcome;
    }

    [SkipLocalsInit]
    private static Outcome Copy(int source, int directory, byte* name, uint mode)
    {
        var answer = Files.Create(directory, name, mode);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.CreateFile, answer);
        }

        var target = (int)answer;
        var buffer = stackalloc byte[BufferSize];
        var outcome = Outcome.Success;
        ulong total = 0;
        while (!outcome.Failed)
        {
            var length = Files.Read(source, buffer, BufferSize);
            if (length <= 0)
            {
                outcome = Outcome.Of(FailedCall.Read, length);
                break;
            }

            total += (ulong)length;
            outcome = total > MaxSize
                ? Outcome.Failure(FailedCall.Read, Errno.EFBIG)
                : Outcome.Of(FailedCall.Write, Files.WriteAll(target, buffer, length));
        }

        Files.Close(target);
        return outcome;
    }
}
