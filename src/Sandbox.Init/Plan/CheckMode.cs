using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Plan;

/// <summary>Checks plans without carrying them out: the check of real runs, for tests that feed it what is broken.</summary>
internal static unsafe class CheckMode
{
    public const int Valid = 0;
    public const int Invalid = 2;
    private const int Unreadable = 3;

    // Real runs know the plan's own descriptor; here any number stands for it.
    private const int PlanDescriptor = 1000;

    /// <summary>One plan, the content of a file.</summary>
    /// <returns>The exit code.</returns>
    public static int CheckFile(int descriptor)
    {
        var loaded = PlanFile.Load(descriptor, out var plan);
        return loaded.Failed ? Unreadable : Check(plan);
    }

    /// <summary>
    /// Plans from a stream, each after its length (four bytes, little-endian), answered on descriptor 1 by one byte
    /// each: 0 for a valid plan, 1 for an invalid one.
    /// </summary>
    /// <returns>The exit code: 0 at the end of the stream.</returns>
    public static int CheckStream(int descriptor)
    {
        const int StandardOutput = 1;
        var end = Memory.AllocateGuarded((nint)PlanHeader.MaxLength);
        if (end < 0)
        {
            return Unreadable;
        }

        while (true)
        {
            uint length;
            var got = ReadFully(descriptor, (byte*)&length, sizeof(uint));
            if (got == 0)
            {
                return Valid;
            }

            var start = (byte*)(end - (nint)length);
            if (got != sizeof(uint) || length > PlanHeader.MaxLength || ReadFully(descriptor, start, (nint)length) != (nint)length)
            {
                return Unreadable;
            }

            var answer = (byte)(Check(new PlanView(start, length)) == Valid ? 0 : 1);
            if (Files.Write(StandardOutput, &answer, 1) != 1)
            {
                return Unreadable;
            }
        }
    }

    private static int Check(PlanView plan) => PlanCheck.Find(plan, PlanDescriptor).Found ? Invalid : Valid;

    /// <returns>Fewer bytes than asked for at the end of the stream, or after an error.</returns>
    private static nint ReadFully(int descriptor, byte* buffer, nint length)
    {
        nint done = 0;
        while (done < length)
        {
            var answer = Files.Read(descriptor, buffer + done, length - done);
            if (answer <= 0)
            {
                break;
            }

            done += answer;
        }

        return done;
    }
}
