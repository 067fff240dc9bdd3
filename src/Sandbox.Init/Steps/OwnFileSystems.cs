using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>The file systems that were made for this sandbox: what is created in them is created nowhere on the host.</summary>
internal unsafe struct OwnFileSystems
{
    // More would be a plan gone wrong: each is a tmpfs that somebody asked for.
    private const int Capacity = 512;

    private fixed ulong devices[Capacity];
    private int count;

    public Outcome Add(int descriptor)
    {
        if (count == Capacity)
        {
            return Outcome.Failure(FailedCall.InvalidPlan, Errno.E2BIG);
        }

        FileStatus status;
        var answer = Files.Stat(descriptor, &status);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Stat, answer);
        }

        devices[count++] = status.Device;
        return Outcome.Success;
    }

    public readonly bool Contain(in FileStatus status)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            if (devices[i] == status.Device)
            {
                return true;
            }
        }

        return false;
    }
}
