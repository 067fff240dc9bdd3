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
        catch (Exception exception) when (exception is ImageFormatException or InvalidDataException or FormatException or EndOfStreamException)
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
        var reader = new TarReader(content, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                if (entry.EntryType == TarEntryType.GlobalExtendedAttributes)
                {
                    continue;
                }

                var name = ArchivePath.Parse(entry.Name, "the name of a member");
                switch (name)
                {
                    case []:
                        break;
                    case [ManifestName]:
                        manifest = manifest is null
                            ? ImageManifest.Parse(await ReadManifestAsync(entry, cancellationToken).ConfigureAwait(false))
                            : throw new ImageFormatException("it has two manifests");
                        break;
                    case [RootName, .. var inside]:
                        await tree.AddAsync(entry, inside, cancellationToken).ConfigureAwait(false);
                        break;
                    default:
                        throw new ImageFormatException($"{ArchivePath.Show(entry.Name)} is neither the manifest nor in rootfs/");
                }
            }
        }

        return manifest ?? throw new ImageFormatException("it has no manifest");
    }

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
