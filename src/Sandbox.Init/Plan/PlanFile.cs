using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Plan;

/// <summary>
/// Brings a plan into memory. It is copied, so that nobody can change or truncate it once it is checked, and ends where
/// inaccessible memory begins, so that reading past it is a fault and never a silent use of something else.
/// </summary>
internal static unsafe class PlanFile
{
    public static Outcome Load(int descriptor, out PlanView plan)
    {
        plan = default;
        FileStatus status;
        var answer = Files.Stat(descriptor, &status);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Stat, answer);
        }

        if (status.Size > PlanHeader.MaxLength)
        {
            return Outcome.Failure(FailedCall.InvalidPlan, Errno.E2BIG);
        }

        var length = (nint)status.Size;
        var end = Memory.AllocateGuarded(length);
        if (end < 0)
        {
            return Outcome.Of(FailedCall.Mmap, end);
        }

        var start = (byte*)(end - length);
        for (nint done = 0; done < length;)
        {
            answer = Files.ReadAt(descriptor, start + done, length - done, done);
            if (answer <= 0)
            {
                return Outcome.Failure(FailedCall.Read, answer < 0 ? (int)-answer : Errno.EIO);
            }

            done += answer;
        }

        plan = new PlanView(start, (uint)length);
        return Outcome.Success;
    }
}
