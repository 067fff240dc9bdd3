using System.Formats.Tar;

namespace Sandbox.Images.Extraction;

/// <summary>Reads the archive an image is.</summary>
internal static class ImageArchive
{
    private const string ManifestName = "manifest";
    private const string RootName = "rootfs";
    private const int MaxManifest = 1024 * 1024;

    /// <summary>Extracts it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tree">Where its files go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Its manifest.</returns>
    /// <exception cref="SandboxSetupException">It cannot be read, or is no image that may be extracted.</exception>
    public static async Task<AppContainerManifest> ExtractAsync(string path, ArchiveTree tree, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            await using (file.ConfigureAwait(false))
            {
                var content = Decompression.Open(file);
                await using (content.ConfigureAwait(false))
                {
                    var bounded = new BoundedStream(content, tree.Limits.Bytes);
                    var manifest = await ReadToEndAsync(bounded, content, tree, cancellationToken).ConfigureAwait(false);
                    tree.Complete();
                    return manifest;
                }
            }
        }
        catch (Exception exception) when (exception is ImageFormatException or InvalidDataException or EndOfStreamException)
        {
            var problem = exception is EndOfStreamException ? "it ends too early" : exception.Message;
            throw new SandboxSetupException(
                $"could not use the image {path}: {problem}", "it is damaged, or not to be trusted; get it again", exception) { Path = path };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SandboxSetupException($"could not extract the image {path}: {exception.Message}", innerException: exception) { Path = path };
        }
    }

    private static async Task<AppContainerManifest> ReadToEndAsync(
        Stream bounded, DecompressedStream content, ArchiveTree tree, CancellationToken cancellationToken)
    {
        try
        {
            var manifest = await ReadAsync(bounded, tree, cancellationToken).ConfigureAwait(false);
            await content.FinishAsync(cancellationToken).ConfigureAwait(false);
            return manifest;
        }
        catch (EndOfStreamException)
        {
            // A tool that failed knows better why there is no more.
            await content.FinishAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<AppContainerManifest> ReadAsync(Stream content, ArchiveTree tree, CancellationToken cancellationToken)
    {
        AppContainerManifest? manifest = null;
        string? last = null;
        var reader = new TarReader(content, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        {
            while (await NextAsync(reader, last, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                last = entry.Name;
                manifest = await TakeAsync(entry, manifest, tree, cancellationToken).ConfigureAwait(false);
            }
        }

        return manifest ?? throw new ImageFormatException("it has no manifest");
    }

    /// <exception cref="ImageFormatException">What comes next is no member.</exception>
    private static async Task<TarEntry?> NextAsync(TarReader reader, string? last, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsOfContent(exception))
        {
            var place = last is null ? "at its beginning" : $"after {ArchivePath.Show(last)}";
            throw new ImageFormatException($"what comes {place} is no member that can be read: {exception.Message}", exception);
        }
    }

    /// <returns>The manifest, as soon as there is one.</returns>
    /// <exception cref="ImageFormatException">The member may not be in an image.</exception>
    private static async Task<AppContainerManifest?> TakeAsync(
        TarEntry entry, AppContainerManifest? manifest, ArchiveTree tree, CancellationToken cancellationToken)
    {
        if (entry.EntryType == TarEntryType.GlobalExtendedAttributes)
        {
            return manifest;
        }

        try
        {
            switch (ArchivePath.Parse(entry.Name, "the name of a member"))
            {
                case []:
                    return manifest;
                case [ManifestName]:
                    return manifest is null
                        ? ImageManifest.Parse(await ReadManifestAsync(entry, cancellationToken).ConfigureAwait(false))
                        : throw new ImageFormatException("it has two manifests");
                case [RootName, .. var inside]:
                    await tree.AddAsync(entry, inside, cancellationToken).ConfigureAwait(false);
                    return manifest;
                default:
                    throw new ImageFormatException($"{ArchivePath.Show(entry.Name)} is neither the manifest nor in rootfs/");
            }
        }
        catch (Exception exception) when (IsOfContent(exception) || exception is PathTooLongException)
        {
            throw new ImageFormatException($"{ArchivePath.Show(entry.Name)} cannot be extracted: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Whether what an archive says is the cause: the reader of archives throws whatever its numbers and texts lead to.
    /// </summary>
    private static bool IsOfContent(Exception exception) =>
        exception is not (ImageFormatException or OperationCanceledException or IOException or UnauthorizedAccessException or OutOfMemoryException);

    private static async Task<byte[]> ReadManifestAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || entry.Length > MaxManifest)
        {
            throw new ImageFormatException($"its manifest is no regular file of at most {MaxManifest} bytes");
        }

        var bytes = new byte[entry.Length];
        if (entry.DataStream is { } data)
        {
            await data.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        }

        return bytes;
    }
}
