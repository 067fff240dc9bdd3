namespace Sandbox.EndToEnd.Tests;

/// <summary>
/// The one directory this run of the suite writes to; gone when the run ends. Every <see cref="TemporaryDirectory"/>
/// and compiled <see cref="Probe"/> is in it.
/// </summary>
[SetUpFixture]
public sealed class SuiteDirectory
{
    private static readonly Lazy<string> Made = new(Make);

    /// <summary>Its path, without symbolic links, never below /tmp: sandboxes have a /tmp of their own.</summary>
    internal static string Path => Made.Value;

    /// <summary>
    /// A tool on the shared runtime makes a socket for debuggers, and stays in memory to remove it; without one it does what
    /// the native tool does.
    /// </summary>
    [OneTimeSetUp]
    public void SwitchOffDiagnostics() => Environment.SetEnvironmentVariable("DOTNET_EnableDiagnostics", "0");

    [OneTimeTearDown]
    public void Delete()
    {
        if (Made.IsValueCreated)
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private static string Make()
    {
        var parent = System.IO.Path.GetTempPath();
        if (parent.StartsWith("/tmp/", StringComparison.Ordinal))
        {
            parent = "/var/tmp/";
        }

        var path = $"{parent.TrimEnd('/')}/run-{Environment.ProcessId}-{Guid.NewGuid():N}";
        return Directory.CreateDirectory(path).FullName;
    }
}
