using System.Diagnostics;

namespace Sandbox.Conformance;

/// <summary>A directory that can be the root of a sandbox: a shell, a few programs and their libraries, copied.</summary>
internal static class ProgramDirectory
{
    private static readonly string[] Programs =
    [
        "sh", "cat", "chmod", "chown", "env", "head", "id", "ln", "ls", "mkdir", "mkfifo", "mv", "readlink", "rm", "sleep", "stat", "tail", "touch",
        "true", "uname",
    ];

    private static readonly Lazy<bool> Devices = new(TryDevices);

    /// <summary>Whether this process may make devices there, for a sandbox without a /dev of its own.</summary>
    public static bool CanHaveDevices => Devices.Value;

    /// <summary>
    /// Copies the programs to <c>bin</c>, the libraries to the paths they are looked up at and, where that is allowed,
    /// devices to <c>dev</c>.
    /// </summary>
    public static void Fill(string root)
    {
        foreach (var directory in new[] { "bin", "dev", "etc", "proc", "tmp" })
        {
            Directory.CreateDirectory($"{root}/{directory}");
        }

        if (CanHaveDevices)
        {
            CopyDevices($"{root}/dev");
        }

        foreach (var program in Programs)
        {
            var source = Find(program);
            File.Copy(source, $"{root}/bin/{program}");
            foreach (var library in LibrariesOf(source).Where(library => !File.Exists(root + library)))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(root + library)!);
                File.Copy(library, root + library);
            }
        }
    }

    private static bool TryDevices()
    {
        using var work = WorkDirectory.Shared();
        CopyDevices(work.Outside);
        try
        {
            // A file system without devices lets them be made, and not be used.
            File.WriteAllText($"{work.Outside}/null", "x");
            return new FileInfo($"{work.Outside}/null").Length == 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void CopyDevices(string directory)
    {
        var start = new ProcessStartInfo("cp", ["-a", "/dev/null", "/dev/zero", directory]) { RedirectStandardError = true };
        using var copy = Process.Start(start)!;
        copy.StandardError.ReadToEnd();
        copy.WaitForExit();
    }

    private static string Find(string program) =>
        new[] { "/bin", "/usr/bin" }.Select(directory => $"{directory}/{program}").FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"the tests need the program {program} in /bin or /usr/bin");

    // ldd(1): "libc.so.6 => /lib/libc.so.6 (0x…)", and the loader as a path alone. Nothing for a static program.
    private static List<string> LibrariesOf(string program)
    {
        using var ldd = Process.Start(new ProcessStartInfo("ldd", [program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = ldd.StandardOutput.ReadToEnd();
        ldd.WaitForExit();
        return [.. output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith('/'))];
    }
}
