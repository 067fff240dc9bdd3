namespace Sandbox.Tests;

/// <summary>What the project promises about its own sources.</summary>
public sealed class SourceTests
{
    /// <summary>A file that does not fit on a few screens is two files.</summary>
    [Test]
    public void No_source_file_is_longer_than_250_lines()
    {
        var repository = TestRepository.Directory;
        var sources = Directory.EnumerateFiles(repository, "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsGenerated(Path.GetRelativePath(repository, file)))
            .ToList();

        var tooLong = sources.Where(file => File.ReadLines(file).Skip(250).Any())
            .Select(file => Path.GetRelativePath(repository, file));

        Assert.That(sources, Is.Not.Empty, $"no sources under {repository}");
        Assert.That(tooLong, Is.Empty);
    }

    private static bool IsGenerated(string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "artifacts");
}
