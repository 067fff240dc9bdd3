using Sandbox.Images.Extraction;

namespace Sandbox;

/// <summary>
/// An App Container image (a tar with a <c>manifest</c> and a <c>rootfs/</c>), extracted to a directory of its own that is
/// removed when this is disposed, unless it is to be kept.
/// </summary>
/// <remarks>
/// Nothing an archive says is trusted: a name that is absolute or has <c>..</c> in it, a file below a symbolic link, a hard
/// link to anything but a file of the image, a device, a name that is there twice, and more than
/// <see cref="AppContainerImageLimits"/> allow, are errors, and nothing is ever written outside of the directory. Owners are
/// not kept, and set-user-id bits are dropped: they count for nothing inside.
/// </remarks>
public sealed class AppContainerImage : IDisposable
{
    private const string DefaultSearchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private readonly ScratchDirectory _scratch;

    private AppContainerImage(ScratchDirectory scratch, AppContainerManifest manifest) =>
        (_scratch, Manifest) = (scratch, manifest);

    /// <summary>What the image says of itself.</summary>
    public AppContainerManifest Manifest { get; }

    /// <summary>The directory that holds its files: an absolute path on the host.</summary>
    public string RootDirectory => ArchiveTree.RootOf(_scratch.Path);

    /// <summary>Extracts an image.</summary>
    /// <param name="path">
    /// The file: a tar, plain or compressed by gzip, or by xz, bzip2 or zstd, for which the tool of this name must be installed.
    /// </param>
    /// <param name="limits">What it may hold; null: every default.</param>
    /// <param name="scratchDirectory">Where it is extracted to, as for <see cref="ScratchDirectory.Create"/>.</param>
    /// <param name="keep">Whether what is extracted stays when it is disposed, until somebody removes it.</param>
    /// <param name="cancellationToken">Ends the extraction; what was extracted is removed.</param>
    /// <exception cref="SandboxSetupException">It cannot be read, or is no image that may be extracted.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<AppContainerImage> ExtractAsync(
        string path,
        AppContainerImageLimits? limits = null,
        string? scratchDirectory = null,
        bool keep = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        var scratch = ScratchDirectory.Create(scratchDirectory, keep);
        try
        {
            var tree = new ArchiveTree(path, scratch.Path, limits ?? new AppContainerImageLimits());
            var manifest = await ImageArchive.ExtractAsync(path, tree, cancellationToken).ConfigureAwait(false);
            return new AppContainerImage(scratch, manifest);
        }
        catch
        {
            scratch.Remove();
            scratch.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A spec for the image: its root, writable and thrown away in the end; its command, unless the spec has one; its
    /// environment, with a PATH and AC_APP_NAME, under what the spec sets; its working directory, unless the spec has one.
    /// </summary>
    /// <param name="spec">What else the command may see and use. An empty <see cref="SandboxSpec.FileName"/>: the image's.</param>
    /// <exception cref="SandboxSetupException">Neither the spec nor the image says what to run.</exception>
    public SandboxSpec Apply(SandboxSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.FileName.Length == 0)
        {
            spec = Manifest.Exec is [var fileName, .. var arguments]
                ? spec with { FileName = fileName, Arguments = arguments }
                : throw new SandboxSetupException(
                    $"could not run the image {Manifest.Name}: its manifest has no app.exec", "say what to run: a command on the line");
        }

        var environment = SandboxEnvironment.Empty.With("PATH", DefaultSearchPath);
        foreach (var (name, value) in Manifest.Environment)
        {
            environment = environment.With(name, value);
        }

        environment = environment.With("AC_APP_NAME", Manifest.Name);
        return spec with
        {
            Root = SandboxRoot.Directory(RootDirectory, WritablePaths.All, spec.Root.Ephemeral),
            Environment = environment with { Variables = environment.Variables.SetItems(spec.Environment.Variables) },
            WorkingDirectory = spec.WorkingDirectory ?? Manifest.WorkingDirectory ?? "/",
        };
    }

    /// <summary>Removes what was extracted, unless it is to be kept.</summary>
    public void Dispose() => _scratch.Dispose();
}
