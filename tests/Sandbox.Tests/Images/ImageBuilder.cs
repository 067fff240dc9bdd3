using System.Formats.Tar;
using System.Text;

namespace Sandbox.Tests.Images;

/// <summary>Writes archives member by member, good ones and bad ones.</summary>
internal sealed class ImageBuilder : IDisposable
{
    public const string Manifest = """
        {
          "acKind": "ImageManifest", "acVersion": "0.8.11", "name": "example.com/app",
          "labels": [{"name": "os", "value": "linux"}],
          "app": {
            "exec": ["/bin/app", "first", ""], "user": "0", "group": "0", "workingDirectory": "/work",
            "environment": [{"name": "GREETING", "value": "hello"}, {"name": "EMPTY", "value": ""}]
          }
        }
        """;

    private readonly MemoryStream _content = new();
    private readonly TarWriter _writer;

    public ImageBuilder() => _writer = new TarWriter(_content, TarEntryFormat.Pax, leaveOpen: true);

    /// <summary>A manifest and a file or two.</summary>
    public static ImageBuilder Good()
    {
        var builder = new ImageBuilder();
        builder.File("manifest", Manifest);
        builder.Directory("rootfs");
        builder.File("rootfs/etc/file", "content", UnixFileMode.UserRead | UnixFileMode.SetUser);
        builder.Directory("rootfs/closed", UnixFileMode.None);
        builder.File("rootfs/closed/in", "x");
        builder.Add(TarEntryType.SymbolicLink, "rootfs/link", linkName: "/etc/file");
        builder.Add(TarEntryType.HardLink, "rootfs/hard", linkName: "rootfs/etc/file");
        return builder;
    }

    public ImageBuilder File(string name, string content, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        _writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)), Mode = mode,
        });
        return this;
    }

    public ImageBuilder Directory(string name, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
    {
        _writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, name) { Mode = mode });
        return this;
    }

    public ImageBuilder Add(TarEntryType type, string name, string? linkName = null)
    {
        var entry = new PaxTarEntry(type, name);
        if (linkName is not null)
        {
            entry.LinkName = linkName;
        }

        _writer.WriteEntry(entry);
        return this;
    }

    public byte[] Build()
    {
        _writer.Dispose();
        return _content.ToArray();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _content.Dispose();
    }
}
