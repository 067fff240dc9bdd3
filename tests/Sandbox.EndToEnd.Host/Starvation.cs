using System.Reflection;
using Microsoft.Win32.SafeHandles;

namespace Sandbox.EndToEnd.Host;

/// <summary>A host that has no descriptor left when it starts its first sandbox, and then one more each time.</summary>
internal static class Starvation
{
    /// <summary>Starts with no descriptor left, then with one, then with two, until a run succeeds; prints what became of each.</summary>
    public static async Task<int> RunAsync(SandboxRunner sandbox)
    {
        LoadAll();
        var spec = SandboxSpec.For("sh", "-c", "exit 42");
        await sandbox.ExplainAsync(spec);

        // To write to a terminal takes descriptors, too.
        var lines = new List<string>();
        var taken = TakeAll();
        while (taken.TryPop(out var one))
        {
            try
            {
                lines.Add($"{(await sandbox.RunAsync(spec)).ExitCode}");
                break;
            }
            catch (SandboxSetupException exception)
            {
                lines.Add(exception.Message);
                one.Dispose();
            }
        }

        foreach (var handle in taken)
        {
            handle.Dispose();
        }

        Console.WriteLine(string.Join('\n', lines));
        return 0;
    }

    // To load an assembly takes a descriptor, too.
    private static void LoadAll()
    {
        var loaded = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<Assembly>([typeof(SandboxRunner).Assembly]);
        while (next.TryDequeue(out var assembly))
        {
            foreach (var name in assembly.GetReferencedAssemblies().Where(name => loaded.Add(name.FullName)))
            {
                next.Enqueue(Assembly.Load(name));
            }
        }
    }

    private static Stack<SafeFileHandle> TakeAll()
    {
        var taken = new Stack<SafeFileHandle>();
        try
        {
            while (true)
            {
                taken.Push(File.OpenHandle("/dev/null"));
            }
        }
        catch (IOException)
        {
            return taken;
        }
    }
}
