using System.Collections.Immutable;
using Sandbox.Linux;

namespace Sandbox;

/// <summary>Where profiles are kept.</summary>
public static class SandboxProfileFiles
{
    private const string Name = "run-sandbox/profiles.json";

    /// <summary>
    /// The user's file, <c>$XDG_CONFIG_HOME/run-sandbox/profiles.json</c> (or in <c>~/.config</c>), and the system's,
    /// <c>/etc/run-sandbox/profiles.json</c>. A profile of the first hides one of the same name in the second.
    /// </summary>
    public static ImmutableArray<string> Usual =>
        UserDirectory() is { } directory ? [Path.Combine(directory, Name), $"/etc/{Name}"] : [$"/etc/{Name}"];

    /// <summary>Reads a file that the caller names, and so trusts.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="SandboxSpecException">It makes no sense.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<SandboxProfiles> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return await ReadAsync(file, path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads <see cref="Usual"/>, those that are there.</summary>
    /// <exception cref="SandboxSpecException">
    /// One makes no sense, or is not to be trusted: a profile may show files of the host, so the file must belong to root
    /// or the caller, and nobody else may write it.
    /// </exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be read.</exception>
    public static async Task<SandboxProfiles> ReadUsualAsync(CancellationToken cancellationToken = default)
    {
        var profiles = new SandboxProfiles();
        foreach (var path in Usual.Where(File.Exists))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            CheckTrusted(file, path);
            profiles = profiles.Add(await ReadAsync(file, path, cancellationToken).ConfigureAwait(false));
        }

        return profiles;
    }

    private static async Task<SandboxProfiles> ReadAsync(FileStream file, string path, CancellationToken cancellationToken)
    {
        var content = new byte[SandboxProfilesJson.MaxLength + 1];
        var length = await file.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return SandboxProfilesJson.Parse(content.AsMemory(0, length), path);
    }

    private static void CheckTrusted(FileStream file, string path)
    {
        const UnixFileMode ByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        var entry = HostFileSystem.LookupOpen(file.SafeFileHandle);
        if (entry.UserId != 0 && entry.UserId != LibC.geteuid())
        {
            throw new SandboxSpecException(
                path, $"belongs to user {entry.UserId}, and so is not trusted", "name it with --profiles if it is meant, or chown it");
        }

        if ((entry.Mode & ByOthers) != 0)
        {
            throw new SandboxSpecException(
                path, "can be written by others than its owner, and so is not trusted", $"chmod go-w {path}");
        }
    }

    // What is not absolute is to be passed over (XDG Base Directory Specification).
    private static string? UserDirectory() =>
        Absolute("XDG_CONFIG_HOME") ?? (Absolute("HOME") is { } home ? Path.Combine(home, ".config") : null);

    private static string? Absolute(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } path && path.StartsWith('/') ? path : null;
}
