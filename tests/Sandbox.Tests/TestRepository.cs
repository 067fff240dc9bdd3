namespace Sandbox.Tests;

/// <summary>The repository's files: those of <c>SANDBOX_REPO</c>, or those above the tests' own folder.</summary>
internal static class TestRepository
{
    public static string Directory { get; } = Find();

    private static string Find()
    {
        var start = Environment.GetEnvironmentVariable("SANDBOX_REPO") ?? AppContext.BaseDirectory;
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Sandbox.sln")))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException($"Sandbox.sln is neither in {start} nor above it; set SANDBOX_REPO.");
    }
}
