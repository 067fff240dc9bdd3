using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Descendants;

/// <summary>Who was whose child at one moment: linked lists in two arrays, indexed by process id.</summary>
internal readonly unsafe struct ChildTable
{
    // PID_MAX_LIMIT of a 64-bit kernel (proc_sys_kernel(5), pid_max). Pages that nobody touches occupy no memory.
    private const int Capacity = 1 << 22;

    private readonly int* firstChild;
    private readonly int* nextSibling;

    private ChildTable(int* memory)
    {
        firstChild = memory;
        nextSibling = memory + Capacity;
    }

    private static nint Size => 2 * (nint)Capacity * sizeof(int);

    public static Outcome Allocate(out ChildTable table)
    {
        var memory = Memory.Allocate(Size);
        table = memory < 0 ? default : new ChildTable((int*)memory);
        return Outcome.Of(FailedCall.Mmap, memory);
    }

    public void Clear() => Memory.Clear(firstChild, Size);

    public void Add(int pid, int parent)
    {
        if (IsInside(pid) && IsInside(parent))
        {
            nextSibling[pid] = firstChild[parent];
            firstChild[parent] = pid;
        }
    }

    /// <summary>0 when there is none.</summary>
    public int FirstChild(int pid) => IsInside(pid) ? firstChild[pid] : 0;

    /// <summary>0 when there is none.</summary>
    public int NextSibling(int pid) => IsInside(pid) ? nextSibling[pid] : 0;

    private static bool IsInside(int pid) => pid is > 0 and < Capacity;
}
