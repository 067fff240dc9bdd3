using Microsoft.Extensions.Logging;
using RunSandbox.CommandLine;
using Sandbox;
using Sandbox.Backends.Bwrap;
using Sandbox.Backends.Chroot;
using Sandbox.Backends.Namespaces;

namespace RunSandbox;

/// <summary>The back-ends the tool knows by name.</summary>
internal static class KnownBackends
{
    /// <summary>The environment variable that sets the default of <c>--backend</c>.</summary>
    public const string Variable = "RUN_SANDBOX_BACKEND";

    private static readonly string[] Known =
        [SandboxOptions.Auto, NamespacesBackend.BackendName, BwrapBackend.BackendName, ChrootBackend.BackendName];

    private static string KnownNames => string.Join(", ", Known);

    /// <summary>The back-ends that are built in.</summary>
    public static ISandboxBackend[] Create(ILoggerFactory? loggers) =>
    [
        new NamespacesBackend(loggers?.CreateLogger<NamespacesBackend>()),
        new BwrapBackend(loggers?.CreateLogger<BwrapBackend>()),
        new ChrootBackend(loggers?.CreateLogger<ChrootBackend>()),
    ];

    /// <summary>The name a value of <c>--backend</c> stands for.</summary>
    /// <exception cref="UsageException">It is unknown.</exception>
    public static string Parse(OptionOccurrence option) =>
        Find(option.Value) ?? throw option.Invalid($"unknown back-end; known are {KnownNames}");

    /// <summary>The name the environment asks for.</summary>
    /// <param name="value">What the variable says; null or empty: nothing.</param>
    /// <param name="warning">What is wrong with it, where it is passed over.</param>
    public static string ParseVariable(string? value, out string? warning)
    {
        warning = null;
        if (string.IsNullOrEmpty(value))
        {
            return SandboxOptions.Auto;
        }

        if (Find(value) is { } name)
        {
            return name;
        }

        warning = $"{Variable}: unknown back-end '{value}', so auto is taken; known are {KnownNames}";
        return SandboxOptions.Auto;
    }

    private static string? Find(string name) => Known.FirstOrDefault(known => known == name.Replace('_', '-'));
}
