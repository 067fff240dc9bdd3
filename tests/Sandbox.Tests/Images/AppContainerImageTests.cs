using System.Diagnostics;
using System.Formats.Tar;

namespace Sandbox.Tests.Images;

/// <summary>App Container images: what is in them is extracted, what would get out of them is refused, and nothing is left.</summary>
public sealed class AppContainerImageTests : ImageFixture
{
    [Test]
    public async Task Its_files_are_there_until_it_is_disposed()
    {
        using var builder = ImageBuilder.Good();
        using (var image = await ExtractAsync(builder.Build()))
        {
            var root = image.RootDirectory;
            Assert.That(File.GetUnixFileMode($"{root}/etc/file"), Is.EqualTo(UnixFileMode.UserRead), "no set-user-id bit");
            Assert.That(await File.ReadAllTextAsync($"{root}/hard"), Is.EqualTo("content"));
            Assert.That(new FileInfo($"{root}/link").LinkTarget, Is.EqualTo("/etc/file"));
            Assert.That(File.GetUnixFileMode($"{root}/closed"), Is.EqualTo(UnixFileMode.None));
        }

        Assert.That(Directory.EnumerateFileSystemEntries(Scratch), Is.Empty);
    }

    [Test]
    public async Task The_manifest_says_what_is_run_and_the_spec_comes_on_top()
    {
        using var builder = ImageBuilder.Good();
        using var image = await ExtractAsync(builder.Build());

        var spec = image.Apply(new SandboxSpec { FileName = "" });
        Assert.That(spec.FileName, Is.EqualTo("/bin/app"));
        Assert.That(spec.Arguments, Is.EqualTo(new[] { "first", "" }));
        Assert.That(spec.WorkingDirectory, Is.EqualTo("/work"));
        Assert.That(spec.Root, Is.EqualTo(SandboxRoot.Directory(image.RootDirectory, WritablePaths.All)));
        Assert.That(spec.Environment.Inherit, Is.False);
        Assert.That(spec.Environment.Variables["AC_APP_NAME"], Is.EqualTo("example.com/app"));
        Assert.That(spec.Environment.Variables["GREETING"], Is.EqualTo("hello"));
        Assert.That(spec.Environment.Variables["PATH"], Does.Contain("/usr/bin"));

        var other = image.Apply(SandboxSpec.For("sh", "-c", "true") with
        {
            WorkingDirectory = "/", Environment = SandboxEnvironment.Inherited.With("GREETING", "bye"),
        });
        Assert.That(other.FileName, Is.EqualTo("sh"));
        Assert.That(other.WorkingDirectory, Is.EqualTo("/"));
        Assert.That(other.Environment.Variables["GREETING"], Is.EqualTo("bye"));
    }

    [TestCase("gzip")]
    [TestCase("xz")]
    [TestCase("bzip2")]
    [TestCase("zstd")]
    public async Task It_may_be_compressed(string tool)
    {
        using var builder = ImageBuilder.Good();
        var content = builder.Build();

        using var image = await ExtractAsync(tool == "gzip" ? Gzip(content) : Compress(tool, content));

        Assert.That(File.Exists($"{image.RootDirectory}/etc/file"));
    }

    public static IEnumerable<TestCaseData> Malicious()
    {
        static TestCaseData Case(string name, string message, Func<ImageBuilder, ImageBuilder> add) =>
            new TestCaseData(add, message).SetArgDisplayNames(name);

        yield return Case("absolute member", "is absolute", image => image.File("/escaped", "x"));
        yield return Case("..", "leads out", image => image.File("rootfs/../../escaped", "x"));
        yield return Case(".. at the top", "leads out", image => image.File("../escaped", "x"));
        yield return Case(
            "file through a symlink", "which is a Symlink",
            image => image.Add(TarEntryType.SymbolicLink, "rootfs/out", linkName: "/OUTSIDE").File("rootfs/out/escaped", "x"));
        yield return Case(
            "directory through a symlink", "which is a Symlink",
            image => image.Add(TarEntryType.SymbolicLink, "rootfs/out", linkName: "../../..").Directory("rootfs/out/escaped"));
        yield return Case(
            "file over a symlink", "is there twice",
            image => image.Add(TarEntryType.SymbolicLink, "rootfs/out", linkName: "/OUTSIDE/escaped").File("rootfs/out", "x"));
        yield return Case(
            "directory over a symlink", "is there twice",
            image => image.Add(TarEntryType.SymbolicLink, "rootfs/out", linkName: "/OUTSIDE").Directory("rootfs/out"));
        yield return Case("rootfs is a symlink", "is there twice", image => image.Add(TarEntryType.SymbolicLink, "rootfs", linkName: "/OUTSIDE"));
        yield return Case("hard link out", "is absolute", image => image.Add(TarEntryType.HardLink, "rootfs/l", linkName: "/etc/passwd"));
        yield return Case("hard link up", "leads out", image => image.Add(TarEntryType.HardLink, "rootfs/l", linkName: "rootfs/../../../etc/passwd"));
        yield return Case(
            "hard link to a symlink", "no file of the image",
            image => image.Add(TarEntryType.SymbolicLink, "rootfs/s", linkName: "/etc/passwd").Add(TarEntryType.HardLink, "rootfs/l", linkName: "rootfs/s"));
        yield return Case("hard link to the manifest", "no file of the image", image => image.Add(TarEntryType.HardLink, "rootfs/l", linkName: "manifest"));
        yield return Case("character device", "CharacterDevice", image => image.Add(TarEntryType.CharacterDevice, "rootfs/null"));
        yield return Case("block device", "BlockDevice", image => image.Add(TarEntryType.BlockDevice, "rootfs/disk"));
        yield return Case("named pipe", "Fifo", image => image.Add(TarEntryType.Fifo, "rootfs/pipe"));
        yield return Case("two manifests", "two manifests", image => image.File("manifest", ImageBuilder.Manifest));
        yield return Case("another member", "neither the manifest nor in rootfs/", image => image.File("other", "x"));
        yield return Case("twice", "is there twice", image => image.File("rootfs/a", "x").File("./rootfs//a", "y"));
        yield return Case("a long name", "longer than a path", image => image.File($"rootfs/{new string('n', 300)}", "x"));
    }

    [TestCaseSource(nameof(Malicious))]
    public async Task What_would_get_out_is_refused_and_nothing_is_written_outside(object add, string message)
    {
        using var builder = ImageBuilder.Good();
        var image = ((Func<ImageBuilder, ImageBuilder>)add)(builder).Build();
        string[] before = [$"{TestDirectory}/image.aci", Scratch];

        await ExpectRefusalAsync(image, message);

        Assert.That(Directory.EnumerateFileSystemEntries(TestDirectory, "*", SearchOption.AllDirectories), Is.EquivalentTo(before));
        Assert.That(File.Exists("/escaped"), Is.False);
    }

    [Test]
    public async Task More_than_the_limits_allow_is_refused()
    {
        using var many = ImageBuilder.Good();
        for (var index = 0; index < 20; index++)
        {
            many.File($"rootfs/file{index}", "x");
        }

        using var large = ImageBuilder.Good();
        large.File("rootfs/zeros", new string('\0', 4 * 1024 * 1024));
        var bomb = Gzip(large.Build());

        Assert.That(bomb, Has.Length.LessThan(64 * 1024));
        await ExpectRefusalAsync(many.Build(), "more than 10 entries", new AppContainerImageLimits { Entries = 10 });
        await ExpectRefusalAsync(bomb, "larger than 1048576 bytes", new AppContainerImageLimits { Bytes = 1024 * 1024 });
    }

    [Test]
    public async Task What_is_no_image_is_refused()
    {
        using var empty = new ImageBuilder();
        using var noManifest = new ImageBuilder().Directory("rootfs");
        using var noRoot = new ImageBuilder().File("manifest", ImageBuilder.Manifest);
        using var otherKind = new ImageBuilder().File("manifest", """{"acKind":"PodManifest","name":"x"}""").Directory("rootfs");
        using var noJson = new ImageBuilder().File("manifest", "{").Directory("rootfs");
        using var good = ImageBuilder.Good();

        await ExpectRefusalAsync(empty.Build(), "it ends too early");
        await ExpectRefusalAsync(noManifest.Build(), "no manifest");
        await ExpectRefusalAsync(noRoot.Build(), "no rootfs/");
        await ExpectRefusalAsync(otherKind.Build(), "acKind 'PodManifest'");
        await ExpectRefusalAsync(noJson.Build(), "no valid JSON");
        await ExpectRefusalAsync([.. new byte[2000].Select(_ => (byte)'x')], "");
        await ExpectRefusalAsync(Compress("xz", good.Build())[..^40], "xz failed");
    }

    private byte[] Compress(string tool, byte[] content)
    {
        File.WriteAllBytes($"{TestDirectory}/plain", content);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, ["-c", $"{TestDirectory}/plain"]) { RedirectStandardOutput = true })!;
            using var compressed = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(compressed);
            process.WaitForExit();
            return compressed.ToArray();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{tool} is not installed");
            return [];
        }
    }
}
