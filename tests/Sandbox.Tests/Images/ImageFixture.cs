using System.IO.Compression;

namespace Sandbox.Tests.Images;

/// <summary>A directory of the test's own, with a scratch directory in it.</summary>
public abstract class ImageFixture
{
    /// <summary>The directory.</summary>
    private protected string TestDirectory { get; private set; } = "";

    /// <summary>The scratch directory.</summary>
    private protected string Scratch { get; private set; } = "";

    [SetUp]
    public void MakeDirectory()
    {
        TestDirectory = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"image-tests-{Guid.NewGuid():N}")).FullName;
        File.SetUnixFileMode(TestDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Scratch = Directory.CreateDirectory($"{TestDirectory}/scratch").FullName;
        File.SetUnixFileMode(Scratch, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(TestDirectory, recursive: true);

    private protected async Task ExpectRefusalAsync(byte[] content, string message, AppContainerImageLimits? limits = null)
    {
        var refused = await Assert.ThrowsAsync<SandboxSetupException>(() => ExtractAsync(content, limits));

        Assert.That(refused!.Message, Does.Contain($"{TestDirectory}/image.aci").And.Contain(message));
        Assert.That(Directory.EnumerateFileSystemEntries(Scratch), Is.Empty);
    }

    private protected async Task<AppContainerImage> ExtractAsync(byte[] content, AppContainerImageLimits? limits = null)
    {
        var path = $"{TestDirectory}/image.aci";
        await File.WriteAllBytesAsync(path, content);
        return await AppContainerImage.ExtractAsync(path, limits, Scratch);
    }

    private protected static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }
}
