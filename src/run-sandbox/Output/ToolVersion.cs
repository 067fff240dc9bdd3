using System.Reflection;

namespace RunSandbox.Output;

/// <summary>What <c>--version</c> prints.</summary>
internal static class ToolVersion
{
    /// <summary>The name and the version, with the commit it was built from where that is known.</summary>
    public static string Write()
    {
        var version = typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        return $"run-sandbox {version?.InformationalVersion}\n";
    }
}
