using static Sandbox.Init.SyscallNumber;

namespace Sandbox.Init.Linux;

/// <summary>Memory straight from the kernel (mmap(2)): there is no heap.</summary>
internal static unsafe class Memory
{
    public const nint PageSize = 64 * 1024; // The largest page of any architecture .NET runs on; a multiple of the others.

    private const int PROT_NONE = 0;
    private const int PROT_READ = 1;
    private const int PROT_WRITE = 2;
    private const int MAP_PRIVATE = 0x02;
    private const int MAP_ANONYMOUS = 0x20;
    private const int MAP_NORESERVE = 0x4000;
    private const int MADV_DONTNEED = 4;

    /// <summary>Zeroed memory that lives as long as the process.</summary>
    /// <returns>The address, or a negated errno.</returns>
    public static nint Allocate(nint length) => Map(RoundUp(length), PROT_READ | PROT_WRITE);

    public static void Free(void* start, nint length) => Syscall.Invoke(munmap, (nint)start, RoundUp(length));

    /// <summary>
    /// Memory with pages before and after it that cannot be touched: stepping off either end of the mapping is a fault.
    /// </summary>
    /// <returns>The address just past the usable end, which is where the guard begins; or a negated errno.</returns>
    public static nint AllocateGuarded(nint length)
    {
        var usable = RoundUp(length);
        var whole = Map(usable + 2 * PageSize, PROT_NONE);
        if (whole < 0)
        {
            return whole;
        }

        var answer = Syscall.Invoke(mprotect, whole + PageSize, usable, PROT_READ | PROT_WRITE);
        return answer < 0 ? answer : whole + PageSize + usable;
    }

    /// <summary>Gives back what <see cref="AllocateGuarded"/> gave, with the pages around it.</summary>
    /// <param name="end">What it answered.</param>
    public static void FreeGuarded(nint end, nint length)
    {
        var usable = RoundUp(length);
        Free((void*)(end - usable - PageSize), usable + 2 * PageSize);
    }

    /// <summary>Zeroes what <see cref="Allocate"/> gave, and gives back what it occupies (madvise(2)).</summary>
    public static void Clear(void* start, nint length) =>
        Syscall.Invoke(madvise, (nint)start, RoundUp(length), MADV_DONTNEED);

    /// <summary>Overwrites what /proc shows of a process's command line or environment.</summary>
    /// <param name="texts">argv or envp: pointers, the last of them null.</param>
    public static void EraseTexts(byte** texts)
    {
        for (; *texts != null; texts++)
        {
            for (var text = *texts; *text != 0; text++)
            {
                *text = 0;
            }
        }
    }

    private static nint Map(nint length, int protection) =>
        Syscall.Invoke(mmap, 0, length, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    private static nint RoundUp(nint length) => (length + PageSize - 1) & ~(PageSize - 1);
}
