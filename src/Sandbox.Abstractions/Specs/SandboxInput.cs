namespace Sandbox;

/// <summary>Where standard input comes from. A closed set: use the static members.</summary>
public abstract record SandboxInput
{
    private protected SandboxInput()
    {
    }

    /// <summary>The caller's standard input.</summary>
    public static SandboxInput Inherit { get; } = new InheritInput();

    /// <summary>Nothing: reading finds the end at once.</summary>
    public static SandboxInput Null { get; } = new NullInput();

    /// <summary>A file of the host, opened for reading by the caller.</summary>
    public static SandboxInput File(string path) => new FileInput { Path = path };

    /// <summary>
    /// What <paramref name="stream"/> gives, copied through a pipe until its end or the command's. The stream is not
    /// disposed.
    /// </summary>
    public static SandboxInput Stream(Stream stream) => new StreamInput { Source = stream };
}
