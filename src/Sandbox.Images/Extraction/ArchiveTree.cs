using System.Collections.Immutable;
using System.Formats.Tar;
using System.Runtime.InteropServices;

namespace Sandbox.Images.Extraction;

/// <summary>
/// The files of an image as they are written. What was written is remembered, and the directory is nobody else's, so it is
/// known without a look whether a name leads through a link.
/// </summary>
/// <param name="image">The image's own path, for messages.</param>
/// <param name="directory">An empty directory nobody else writes to.</param>
/// <param name="limits">What the image may hold.</param>
internal sealed partial class ArchiveTree(string image, string directory, AppContainerImageLimits limits)
{
    private const UnixFileMode Permissions = (UnixFileMode)0b001_111_111_111;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode DefaultDirectoryMode = OwnerOnly
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly Dictionary<string, EntryKind> _entries = new(StringComparer.Ordinal) { [""] = EntryKind.Directory };
    private readonly Dictionary<string, UnixFileMode> _modes = new(StringComparer.Ordinal);
    private bool _hasRoot;

    private enum EntryKind
    {
        Directory,
        File,
        Symlink,
    }

    /// <summary>What the image may hold.</summary>
    public AppContainerImageLimits Limits => limits;

    /// <summary>The directory of the image's files in that of the image.</summary>
    public static string RootOf(string directory) => $"{directory}/rootfs";

    /// <summary>Writes a member.</summary>
    /// <exception cref="ImageFormatException">It may not be written.</exception>
    public async Task AddAsync(TarEntry entry, ImmutableArray<string> names, CancellationToken cancellationToken)
    {
        MakeRoot();
        if (_entries.Count > limits.Entries)
        {
            throw new ImageFormatException($"it has more than {limits.Entries} entries");
        }

        var name = string.Join('/', names);
        MakeParents(names, entry.Name);
        switch (entry.EntryType)
        {
            case TarEntryType.Directory or TarEntryType.DirectoryList:
                AddDirectory(name, entry);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                Claim(name, EntryKind.File, entry.Name);
                await WriteAsync(entry, PathOf(name), cancellationToken).ConfigureAwait(false);
                break;
            case TarEntryType.SymbolicLink:
                // What it says is the command's affair: it is looked up inside.
                ArchivePath.CheckText(entry.LinkName, $"what the link {ArchivePath.Show(entry.Name)} says,");
                Claim(name, EntryKind.Symlink, entry.Name);
                File.CreateSymbolicLink(PathOf(name), entry.LinkName);
                break;
            case TarEntryType.HardLink:
                AddHardLink(name, entry);
                break;
            default:
                throw new ImageFormatException($"{ArchivePath.Show(entry.Name)} is a {entry.EntryType}, which an image may not hold");
        }
    }

    /// <summary>Gives directories the modes they are to have, when nothing is written to them any more.</summary>
    /// <exception cref="ImageFormatException">There was no root.</exception>
    public void Complete()
    {
        if (!_hasRoot)
        {
            throw new ImageFormatException($"{image} has no rootfs/");
        }

        // The deepest first: one that cannot be entered any more is in nobody's way.
        foreach (var (name, mode) in _modes.OrderByDescending(entry => entry.Key.Length))
        {
            File.SetUnixFileMode(PathOf(name), mode);
        }
    }

    private string PathOf(string name) => name.Length == 0 ? RootOf(directory) : $"{RootOf(directory)}/{name}";

    private void MakeRoot()
    {
        if (!_hasRoot)
        {
            Directory.CreateDirectory(RootOf(directory), OwnerOnly);
            _modes[""] = DefaultDirectoryMode;
            _hasRoot = true;
        }
    }

    private void MakeParents(ImmutableArray<string> names, string shown)
    {
        for (var length = 1; length < names.Length; length++)
        {
            var parent = string.Join('/', names.AsSpan()[..length].ToArray());
            if (!_entries.TryGetValue(parent, out var kind))
            {
                Directory.CreateDirectory(PathOf(parent), OwnerOnly);
                _entries.Add(parent, EntryKind.Directory);
                _modes[parent] = DefaultDirectoryMode;
            }
            else if (kind != EntryKind.Directory)
            {
                throw new ImageFormatException($"{ArchivePath.Show(shown)} leads through {ArchivePath.Show(parent)}, which is a {kind}");
            }
        }
    }

    private void AddDirectory(string name, TarEntry entry)
    {
        if (!_entries.TryGetValue(name, out var kind))
        {
            Claim(name, EntryKind.Directory, entry.Name);
            Directory.CreateDirectory(PathOf(name), OwnerOnly);
        }
        else if (kind != EntryKind.Directory)
        {
            throw new ImageFormatException($"{ArchivePath.Show(entry.Name)} is there twice");
        }

        _modes[name] = entry.Mode & Permissions;
    }

    private void AddHardLink(string name, TarEntry entry)
    {
        var target = ArchivePath.Parse(entry.LinkName, "the target of a hard link");
        var existing = target is ["rootfs", .. var inside] ? string.Join('/', inside) : "";
        if (!_entries.TryGetValue(existing, out var kind) || kind != EntryKind.File)
        {
            throw new ImageFormatException(
                $"{ArchivePath.Show(entry.Name)} is a hard link to {ArchivePath.Show(entry.LinkName)}, which is no file of the image before it");
        }

        Claim(name, EntryKind.File, entry.Name);
        if (Link(PathOf(existing), PathOf(name)) != 0)
        {
            throw new IOException($"{PathOf(name)}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }
    }

    private void Claim(string name, EntryKind kind, string shown)
    {
        if (!_entries.TryAdd(name, kind))
        {
            throw new ImageFormatException($"{ArchivePath.Show(shown)} is there twice");
        }
    }

    private static async Task WriteAsync(TarEntry entry, string path, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
        var file = new FileStream(path, options);
        await using (file.ConfigureAwait(false))
        {
            if (entry.DataStream is { } data)
            {
                await data.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
            }

            // Set-user-id bits are left out.
            File.SetUnixFileMode(file.SafeFileHandle, entry.Mode & Permissions & ~UnixFileMode.StickyBit);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Link(string existing, string path);
}
