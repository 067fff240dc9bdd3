using System.Runtime;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>Entry points ilc expects from the system module, under the names it knows.</summary>
internal static unsafe class StartupCodeHelpers
{
    // AT_RANDOM of getauxval(3): the address of 16 random bytes the kernel left for the process.
    private const nint AtRandom = 25;

    /// <summary>Called by <c>_start</c> before anything that has a stack buffer; must not have one itself.</summary>
    [RuntimeExport("init_security_cookie")]
    internal static nuint SecurityCookie(nint* stack)
    {
        var entry = stack + 1 + stack[0] + 1;
        while (*entry != 0)
        {
            entry++;
        }

        for (entry++; entry[0] != 0; entry += 2)
        {
            if (entry[0] == AtRandom)
            {
                // A zero byte at the low end stops an overrun by a C string from reproducing the cookie.
                return *(nuint*)entry[1] & ~(nuint)0xFF;
            }
        }

        FailFast.Exit();
        return 0;
    }

    // Where a stack cookie that does not match ends.
    [RuntimeExport("RhpFallbackFailFast")]
    private static void FallbackFailFast() => FailFast.Exit();

    // Transitions between managed and unmanaged code mean nothing without a garbage collector.
    [RuntimeExport("RhpPInvoke")]
    private static void PInvoke(void* frame)
    {
    }

    [RuntimeExport("RhpPInvokeReturn")]
    private static void PInvokeReturn(void* frame)
    {
    }

    [RuntimeExport("RhpReversePInvoke")]
    private static void ReversePInvoke(void* frame)
    {
    }

    [RuntimeExport("RhpReversePInvokeReturn")]
    private static void ReversePInvokeReturn(void* frame)
    {
    }
}
