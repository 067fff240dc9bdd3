namespace Sandbox.Conformance;

/// <summary>The host's tree as it is: what the caller sees and may write.</summary>
/// <typeparam name="TSource">Makes the back-end under test.</typeparam>
[Proves(SandboxCapabilities.HostRoot)]
public abstract class HostRootConformance<TSource> : CapabilityFixture<TSource>
    where TSource : IBackendSource, new()
{
    /// <inheritdoc/>
    protected override SandboxSpec Ask(SandboxSpec plain) => plain with { Root = SandboxRoot.Host };

    [Test]
    public async Task The_callers_files_are_there()
    {
        var file = NewFile("seen");

        Assert.That(await OutputOf(Ask(Shell($"cat {file}"))), Is.EqualTo("seen"));
    }

    [Test]
    public async Task What_is_written_stays()
    {
        var file = NewFile("before");

        await OutputOf(Ask(Shell($"echo after > {file}")));

        Assert.That(await File.ReadAllTextAsync(file), Is.EqualTo("after\n"));
    }

    [Test]
    public async Task The_hosts_temporary_files_are_there()
    {
        var file = $"/tmp/conformance-{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(file, "seen");
        try
        {
            Assert.That(await OutputOf(Ask(Shell($"cat {file}"))), Is.EqualTo("seen"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private string NewFile(string content)
    {
        var path = $"{Work.Parent}/{Guid.NewGuid():N}";
        File.WriteAllText(path, content);
        return path;
    }
}
