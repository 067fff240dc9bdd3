namespace Sandbox.Conformance;

/// <summary>
/// A directory of one test's own, by its two names: on the host and inside the sandbox. Where the sandbox shows the
/// host's tree the two are the same.
/// </summary>
public sealed class WorkDirectory : IDisposable
{
    private readonly string _scratch;

    private WorkDirectory(string scratch, string outside, string inside)
    {
        _scratch = scratch;
        Outside = outside;
        Inside = inside;
    }

    /// <summary>Its path on the host, without symbolic links.</summary>
    public string Outside { get; }

    /// <summary>Its path inside the sandbox.</summary>
    public string Inside { get; }

    /// <summary>A new directory that has the same name inside and outside.</summary>
    internal static WorkDirectory Shared()
    {
        var path = Directory.CreateDirectory($"{NewScratch()}/work").FullName;
        return new WorkDirectory(Path.GetDirectoryName(path)!, path, path);
    }

    /// <summary>A new root directory for a sandbox, with the programs the tests use, and <c>/work</c> in it.</summary>
    internal static WorkDirectory InRootDirectory()
    {
        var scratch = NewScratch();
        ProgramDirectory.Fill($"{scratch}/root");
        var path = Directory.CreateDirectory($"{scratch}/root/work").FullName;
        return new WorkDirectory(scratch, path, "/work");
    }

    /// <summary>The directory around it: what is beside it on the host.</summary>
    public string Parent => Path.GetDirectoryName(Outside)!;

    /// <summary>Makes a file with this content, and the directories it is in.</summary>
    /// <returns>Its path inside.</returns>
    public string File(string name, string content = "", UnixFileMode? mode = null)
    {
        var path = $"{Outside}/{name}";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, content);
        if (mode is { } bits)
        {
            System.IO.File.SetUnixFileMode(path, bits);
        }

        return $"{Inside}/{name}";
    }

    /// <summary>Makes a directory.</summary>
    /// <returns>Its path inside.</returns>
    public string Folder(string name)
    {
        Directory.CreateDirectory($"{Outside}/{name}");
        return $"{Inside}/{name}";
    }

    /// <summary>What a file of it holds now, or null where there is none.</summary>
    public string? Read(string name) =>
        System.IO.File.Exists($"{Outside}/{name}") ? System.IO.File.ReadAllText($"{Outside}/{name}") : null;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    // Never below /tmp: sandboxes have a /tmp of their own.
    private static string NewScratch()
    {
        var parent = Path.GetTempPath();
        parent = parent.StartsWith("/tmp/", StringComparison.Ordinal) ? "/var/tmp" : parent.TrimEnd('/');
        return Directory.CreateDirectory($"{parent}/conformance-{Environment.ProcessId}-{Guid.NewGuid():N}").FullName;
    }
}
