using System.Formats.Tar;

namespace Sandbox.Tests.Images;

/// <summary>Archives that no honest program writes: each is refused in a sentence, whatever the reader of archives thinks of it.</summary>
public sealed class DamagedImageTests : ImageFixture
{
    public static IEnumerable<TestCaseData> Nonsense()
    {
        static TestCaseData Case(string name, string word, params (string Key, string Value)[] attributes) =>
            new TestCaseData(attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value), word).SetArgDisplayNames(name);

        yield return Case("a time too large", "'rootfs/hard'", ("mtime", "99999999999999"));
        yield return Case("a time too small", "'rootfs/hard'", ("mtime", "-99999999999999"));
        yield return Case("a size that is none", "'rootfs/hard'", ("size", "notanumber"));
        yield return Case("a negative size", "", ("size", "-5"));
        yield return Case("a size beyond the end", "ends too early", ("size", "1048576"));
        yield return Case("a user id too large", "'rootfs/hard'", ("uid", "1099511627776"));
        yield return Case("a device number too large", "'rootfs/hard'", ("devmajor", "99999999999999999999"));
        yield return Case("an absolute path", "is absolute", ("path", "/etc/evil"));
        yield return Case("a path with a NUL", "not UTF-8", ("path", "rootfs/a\0b"));
    }

    [TestCaseSource(nameof(Nonsense))]
    public async Task What_makes_no_sense_is_refused_by_the_member_before_it(Dictionary<string, string> attributes, string word)
    {
        using var builder = ImageBuilder.Good();
        var image = builder.Build();

        // The builder itself would write no such thing: an extended header (pax) that says it of the member after it.
        await ExpectRefusalAsync(RawTar.Append(image, [.. RawTar.Extended(attributes), .. RawTar.Member("rootfs/odd", '0')]), word);
    }

    [TestCase('S', "", "SparseFile")]
    [TestCase('2', "", "is empty")]
    [TestCase('Q', "", "may not hold")]
    [TestCase('1', "", "is empty")]
    public async Task A_member_of_another_kind_or_a_link_that_says_nothing_is_refused(char type, string linkName, string word)
    {
        using var builder = ImageBuilder.Good();

        await ExpectRefusalAsync(RawTar.Append(builder.Build(), RawTar.Member("rootfs/odd", type, linkName)), word);
    }

    [Test]
    public async Task A_link_that_says_more_than_a_path_can_be_is_refused()
    {
        using var builder = ImageBuilder.Good();
        builder.Add(TarEntryType.SymbolicLink, "rootfs/long", linkName: new string('l', 5000));

        await ExpectRefusalAsync(builder.Build(), "longer than a path can be");
    }

    [Test]
    public async Task A_workingTestDirectory_that_is_not_absolute_is_refused()
    {
        using var builder = new ImageBuilder().File("manifest", """{"acKind":"ImageManifest","name":"x","app":{"workingDirectory":"../.."}}""").Directory("rootfs");

        await ExpectRefusalAsync(builder.Build(), "app.workingDirectory");
    }

    /// <summary>The same in every run, unless SANDBOX_FUZZ_SEED says otherwise.</summary>
    [Test]
    public async Task A_thousand_mutated_images_are_extracted_or_refused_and_nothing_is_written_outside()
    {
        const int Count = 1000;
        var seed = int.Parse(Environment.GetEnvironmentVariable("SANDBOX_FUZZ_SEED") ?? "20261122");
        var random = new Random(seed);
        using var builder = ImageBuilder.Good();
        var good = builder.Build();
        var extracted = 0;
        for (var index = 0; index < Count; index++)
        {
            var content = RawTar.Mutate(good, random);
            var isCompressed = random.Next(4) == 0;
            try
            {
                using var image = await ExtractAsync(isCompressed ? RawTar.Mutate(Gzip(content), random, areHeaders: false) : content);
                extracted++;
            }
            catch (SandboxSetupException)
            {
                // Refused by one message: anything else fails the test.
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, image {index}: {exception}\n{Convert.ToBase64String(content)}");
            }

            Assert.That(
                Directory.EnumerateFileSystemEntries(TestDirectory, "*", SearchOption.AllDirectories),
                Is.EquivalentTo(new[] { $"{TestDirectory}/image.aci", Scratch }), $"seed {seed}, image {index}");
        }

        TestContext.Out.WriteLine($"seed {seed}: {extracted} of {Count} mutated images were extracted");
        Assert.That(extracted, Is.InRange(Count / 50, Count * 9 / 10), "mutations neither miss everything nor break everything");
    }
}
