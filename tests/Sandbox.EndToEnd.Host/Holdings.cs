namespace Sandbox.EndToEnd.Host;

/// <summary>What this process holds, printed as NAME-WHEN=NUMBER.</summary>
internal static class Holdings
{
    /// <summary>The threads there are.</summary>
    public static int Threads => Directory.GetDirectories("/proc/self/task").Length;

    // The runtime keeps two for each assembly, and loads one when it is first needed, which may be after a rare event.
    private static int Descriptors => Directory.GetFileSystemEntries("/proc/self/fd").Count(path => !IsAssembly(path));

    // Zombies included.
    private static int Children => Directory.GetDirectories("/proc/self/task").Sum(CountChildren);

    /// <summary>Counts, when nothing is on its way out any longer.</summary>
    public static async Task PrintAsync(string when)
    {
        // The kernel takes namespaces down after the run is over.
        for (var attempt = 0; Children > 0 && attempt < 1000; attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        Print($"children-{when}", Children);

        // A thread that starts has two for a moment, of the runtime's.
        var descriptors = Descriptors;
        for (var before = -1; before != descriptors; descriptors = Descriptors)
        {
            before = descriptors;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        Print($"descriptors-{when}", descriptors);
        Print($"threads-{when}", Threads);
        Print($"heap-{when}", GC.GetTotalMemory(forceFullCollection: true));
    }

    /// <summary>Prints a figure.</summary>
    public static void Print(string name, long value) => Console.WriteLine($"{name}={value}");

    private static bool IsAssembly(string descriptor) =>
        new FileInfo(descriptor).LinkTarget is { } file && file.EndsWith(".dll", StringComparison.Ordinal);

    private static int CountChildren(string thread)
    {
        try
        {
            return File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        }
        catch (IOException)
        {
            // The thread has ended, and its children are another's.
            return 0;
        }
    }
}
