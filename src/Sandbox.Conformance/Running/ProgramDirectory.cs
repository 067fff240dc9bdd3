using System.Diagnostics;

namespace Sandbox.Conformance;

/// <summary>A directory that can be the root of a sandbox: a shell, a few programs and their libraries, copied.</summary>
internal static class ProgramDirectory
{
    private static readonly string[] Programs =
        ["sh", "cat", "chmod", "env", "head", "id", "ls", "mkdir", "mkfifo", "mv", "readlink", "rm", "sleep", "stat", "tail", "true", "uname"];

    /// <summary>Copies the programs to <c>bin</c> and the libraries to the paths they are looked up at.</summary>
    public static void Fill(string root)
    {
        foreach (var directory in new[] { "bin", "dev", "etc", "proc", "tmp" })
        {
            Directory.CreateDirectory($"{root}/{directory}");
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
