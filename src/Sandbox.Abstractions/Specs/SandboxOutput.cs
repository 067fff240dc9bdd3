namespace Sandbox;

/// <summary>Where standard output or error goes. A closed set: use the static members.</summary>
public abstract record SandboxOutput
{
    private protected SandboxOutput()
    {
    }

    /// <summary>The caller's stream of the same kind.</summary>
    public static SandboxOutput Inherit { get; } = new InheritOutput();

    /// <summary>Nowhere.</summary>
    public static SandboxOutput Null { get; } = new NullOutput();

    /// <summary>Where standard output goes, in the order of writing; for standard error only.</summary>
    public static SandboxOutput ToStandardOutput { get; } = new MergedOutput();

    /// <summary>A file of the host, opened by the caller: made if missing, emptied unless <paramref name="append"/>.</summary>
    public static SandboxOutput File(string path, bool append = false) => new FileOutput { Path = path, Append = append };

    /// <summary>Written to <paramref name="stream"/> as it comes. The stream is not disposed.</summary>
    public static SandboxOutput Stream(Stream stream) => new StreamOutput { Destination = stream };

    /// <summary>Kept in memory, for the result.</summary>
    /// <param name="limit">The most bytes kept, 0 or more; the rest is read and dropped.</param>
    public static SandboxOutput Capture(int limit = CaptureOutput.DefaultLimit) => new CaptureOutput { Limit = limit };
}
