using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Sandbox.Linux;

namespace Sandbox.Scratch;

/// <summary>
/// Removes what is in a directory, whatever a command made of it: directories of mode 000, names that are no text,
/// nested deeper than any path or limit on descriptors. No link is followed.
/// </summary>
/// <remarks>
/// Nothing recurses: a directory that is found is moved up into the top one, where it waits for its turn. So one path
/// component at a time is looked up, whatever the depth, and two descriptors are open.
/// </remarks>
internal sealed unsafe class TreeRemoval
{
    private const uint OwnerOnly = 0x1C0; // 0700

    private readonly DescriptorHandle _top;
    private readonly string _path;
    private readonly Queue<ImmutableArray<byte>> _waiting = new();
    private readonly string _prefix = $".removed-{Guid.NewGuid():N}-";
    private long _moved;

    private TreeRemoval(DescriptorHandle top, string path) => (_top, _path) = (top, path);

    /// <summary>Empties a directory.</summary>
    /// <param name="top">The directory, open for reading and owned by the caller.</param>
    /// <param name="path">What it is called, for the message of an error.</param>
    /// <exception cref="SandboxSetupException">Something in it cannot be removed.</exception>
    public static void Empty(DescriptorHandle top, string path)
    {
        var removal = new TreeRemoval(top, path);
        removal.Clear(top, isTop: true);
        while (removal._waiting.TryDequeue(out var name))
        {
            removal.RemoveDirectory(name);
        }
    }

    private void RemoveDirectory(ImmutableArray<byte> name)
    {
        using (var directory = Open(_top, name))
        {
            if (directory is null)
            {
                return;
            }

            Clear(directory, isTop: false);
        }

        fixed (byte* entry = name.AsSpan())
        {
            Check(LibC.unlinkat(_top.Number, entry, LibC.AT_REMOVEDIR), name);
        }
    }

    private void Clear(DescriptorHandle directory, bool isTop)
    {
        foreach (var entry in DirectoryEntry.ReadAll(directory, _path))
        {
            fixed (byte* name = entry.Name.AsSpan())
            {
                // What is no directory goes at once; what is one, whatever the file system says of its type, stays for now.
                if (entry.Type != DirectoryEntry.DT_DIR && Unlink(directory, name, entry.Name))
                {
                    continue;
                }

                _waiting.Enqueue(isTop ? entry.Name : MoveUp(directory, name, entry.Name));
            }
        }
    }

    /// <returns>False for a directory.</returns>
    private bool Unlink(DescriptorHandle directory, byte* name, ImmutableArray<byte> shown)
    {
        if (LibC.unlinkat(directory.Number, name, 0) == 0)
        {
            return true;
        }

        if (Marshal.GetLastPInvokeError() == Errno.EISDIR)
        {
            return false;
        }

        Check(-1, shown);
        return true;
    }

    // To move a directory into another takes the right to write to it, for its ".." changes.
    private ImmutableArray<byte> MoveUp(DescriptorHandle directory, byte* name, ImmutableArray<byte> shown)
    {
        using (var opened = Open(directory, shown))
        {
        }

        ImmutableArray<byte> moved =
            [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_prefix}{_moved++}\0"))];
        fixed (byte* newName = moved.AsSpan())
        {
            Check(LibC.renameat(directory.Number, name, _top.Number, newName), shown);
        }

        return moved;
    }

    /// <summary>Opens a directory for reading, whatever its mode is; null where it is gone.</summary>
    private DescriptorHandle? Open(DescriptorHandle parent, ImmutableArray<byte> name)
    {
        const int Directory = LibC.O_DIRECTORY | LibC.O_NOFOLLOW | LibC.O_CLOEXEC;
        fixed (byte* entry = name.AsSpan())
        {
            using var place = new DescriptorHandle(LibC.openat(parent.Number, entry, Directory | LibC.O_PATH, 0));
            if (place.IsInvalid)
            {
                Check(-1, name);
                return null;
            }

            // Through the descriptor: by its name, a link that has taken its place would be followed (chmod(2)).
            var path = DescriptorPath.Of(place);
            Check(LibC.chmod(path, OwnerOnly), name);
            var descriptor = LibC.open(path, LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC, 0);
            Check(descriptor, name);
            return descriptor < 0 ? null : new DescriptorHandle(descriptor);
        }
    }

    // Something else may remove the same: a second sweep, or the end of the command that is still being ended.
    private void Check(int answer, ImmutableArray<byte> name)
    {
        if (answer < 0 && Marshal.GetLastPInvokeError() is var errno && errno != Errno.ENOENT)
        {
            throw SystemError.From(errno, "remove", $"{_path}/…/{Encoding.UTF8.GetString(name.AsSpan()[..^1])}");
        }
    }
}
