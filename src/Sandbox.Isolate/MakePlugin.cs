using System.Runtime;
using System.Runtime.CompilerServices;

namespace Sandbox.Isolate;

/// <summary>
/// The same for GNU Make (its manual, "Loading Dynamic Objects"): after <c>load libsandbox-isolate.so</c> there is a
/// function <c>$(sandbox-isolate net shm)</c>, which isolates make and what it runs from then on.
/// </summary>
internal static unsafe class MakePlugin
{
    /// <summary>The object is not to be rebuilt and loaded again.</summary>
    private const int LoadedForGood = -1;

    private const int NotLoaded = 0;

    /// <summary>Make derives the name from the file's: up to the first character that no identifier has.</summary>
    [RuntimeExport("libsandbox_gmk_setup")]
    private static int SetUp()
    {
        if (IsMake() == 0)
        {
            return NotLoaded;
        }

        // One argument: what looks like several is names separated by commas.
        AddFunction("sandbox-isolate"u8.Pointer, &Expand, 1, 1, 0);
        return LoadedForGood;
    }

    /// <returns>What the function expands to, in memory of make's.</returns>
    private static byte* Expand(byte* name, uint count, byte** arguments)
    {
        if (count == 0 || Exports.Isolate(arguments[0]) != 0)
        {
            // Ends make, with the makefile's name and line: nothing is built without the isolation that was asked for.
            Evaluate("$(error sandbox-isolate: this makefile asks for isolation that is not to be had; the reason is above)"u8.Pointer, null);
            return null;
        }

        var answer = Allocate(3);
        answer[0] = (byte)'o';
        answer[1] = (byte)'k';
        answer[2] = 0;
        return answer;
    }

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "is_make")]
    private static extern int IsMake();

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "make_add_function")]
    private static extern void AddFunction(
        byte* name, delegate*<byte*, uint, byte**, byte*> function, uint minimum, uint maximum, uint flags);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "make_alloc")]
    private static extern byte* Allocate(uint length);

    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "make_eval")]
    private static extern void Evaluate(byte* makefile, void* place);
}
