using System.Globalization;
using Sandbox;

namespace RunSandbox.CommandLine;

/// <summary>
/// The descriptors this process got from whoever started it (proc_pid_fdinfo(5)). Those the runtime opened for itself
/// have low numbers too, and must never reach the command: one is the memory of the code it runs.
/// </summary>
internal static class InheritedDescriptors
{
    private const int CloseOnExec = 0x80000; // O_CLOEXEC: whatever has it was opened here

    /// <summary>Refuses a spec that keeps a descriptor the caller did not hand over.</summary>
    /// <exception cref="SandboxSpecException">It keeps one, which it names.</exception>
    public static void Require(SandboxSpec spec)
    {
        for (var index = 0; index < spec.KeepFileDescriptors.Length; index++)
        {
            var descriptor = spec.KeepFileDescriptors[index];
            if (!IsInherited(descriptor))
            {
                throw new SandboxSpecException(
                    $"keepFileDescriptors[{index}]",
                    $"descriptor {descriptor} was not open when run-sandbox was started",
                    $"open it in the shell, for instance: run-sandbox --keep-fd {descriptor} -- COMMAND {descriptor}<FILE");
            }
        }
    }

    private static bool IsInherited(int descriptor)
    {
        const string key = "flags:";
        try
        {
            var flags = File.ReadLines($"/proc/self/fdinfo/{descriptor.ToString(CultureInfo.InvariantCulture)}")
                .FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim();
            return flags is not null && (Convert.ToInt32(flags, fromBase: 8) & CloseOnExec) == 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
