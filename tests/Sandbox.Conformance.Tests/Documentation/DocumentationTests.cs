namespace Sandbox.Conformance.Tests;

/// <summary>
/// A code block of docs/ or of the README below a line <c>&lt;!-- from: PATH --&gt;</c> is a part of that file, which is compiled.
/// </summary>
public sealed class DocumentationTests
{
    private static IEnumerable<TestCaseData> Quotations() =>
        from page in Directory.EnumerateFiles($"{Repository}/docs", "*.md").Order(StringComparer.Ordinal).Append($"{Repository}/README.md")
        from quotation in Quotation.AllOf(page)
        select new TestCaseData(quotation).SetArgDisplayNames($"{Path.GetFileName(page)}:{quotation.Line}");

    [TestCaseSource(nameof(Quotations))]
    public void A_code_block_says_what_the_compiled_file_says(Quotation quotation)
    {
        ArgumentNullException.ThrowIfNull(quotation);
        var file = File.ReadAllLines($"{Repository}/{quotation.Source}");

        Assert.That(quotation.Text, Is.Not.Empty);
        Assert.That(quotation.IsPartOf(file), $"{quotation.Source} does not hold:\n{string.Join('\n', quotation.Text)}");
    }

    [TestCase("../README.md", "tests/Sandbox.EndToEnd.Tests/Library/ReadmeTests.cs")]
    [TestCase("writing-a-backend.md", "tests/Sandbox.Conformance.Tests/Unshare/UnshareBackend.cs")]
    [TestCase("library.md", "samples/build-tool/Program.cs")]
    public void The_pages_quote_what_is_compiled(string page, string source) =>
        Assert.That(Quotation.AllOf($"{Repository}/docs/{page}").Select(quotation => quotation.Source), Does.Contain(source));

    // A copy that another user can read (eng/test.sh), or the files above the tests' own folder.
    private static string Repository { get; } =
        Environment.GetEnvironmentVariable("SANDBOX_REPO") ?? Above(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Above(DirectoryInfo? directory) =>
        directory is null ? throw new DirectoryNotFoundException("Sandbox.sln is not above the tests; set SANDBOX_REPO")
        : File.Exists($"{directory.FullName}/Sandbox.sln") ? directory.FullName
        : Above(directory.Parent);
}
