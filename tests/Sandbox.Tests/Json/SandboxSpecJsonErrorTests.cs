using System.Text;

namespace Sandbox.Tests.Json;

/// <summary>What is wrong with a document is said in the document's own terms, and where.</summary>
public sealed class SandboxSpecJsonErrorTests
{
    [TestCase("""{"fileName":"x","surprise":1}""", "surprise", "is not known")]
    [TestCase("""{"fileName":"x","FILENAME":"y"}""", "FILENAME", "is not known")]
    [TestCase("""{"fileName":"x","mounts":[{"type":"bind","source":"/a"},{"type":"bind","source":"/b","readonly":true}]}""",
        "mounts[1].readonly", "known here are: type, source, target, readOnly, optional")]
    [TestCase("""{"fileName":"x","mounts":[{"type":"bind"}]}""", "mounts[0].source", "is missing")]
    [TestCase("""{"fileName":"x","mounts":[{"source":"/a"}]}""", "mounts[0].type", "is missing")]
    [TestCase("""{"fileName":"x","mounts":[{"type":"nfs"}]}""", "mounts[0].type", "is not one of: bind, tmpfs")]
    [TestCase("""{"fileName":"x","mounts":[{"type":7}]}""", "mounts[0].type", "is not one of")]
    [TestCase("""{"fileName":"x","mounts":["/a"]}""", "mounts[0]", "must be an object")]
    [TestCase("""{"fileName":"x","mounts":{}}""", "mounts", "must be a list")]
    [TestCase("""{"fileName":"x","mounts":[null]}""", "mounts[0]", "null")]
    [TestCase("""{"fileName":"x","mounts":[{"type":"tmpfs","target":"/t","size":"64X"}]}""", "mounts[0].size", "is not bytes")]
    [TestCase("""{"fileName":"x","mounts":[{"type":"tmpfs","target":"/t","size":-1}]}""", "mounts[0].size", "'-1'")]
    [TestCase("""{"fileName":"x","mounts":[{"type":"tmpfs","target":"/t","size":99999999999999999999}]}""", "mounts[0].size", "")]
    [TestCase("""{"fileName":"x","mounts":[{"type":"tmpfs","target":"/t","mode":755}]}""", "mounts[0].mode", "octal")]
    [TestCase("""{"fileName":"x","mounts":[{"type":"tmpfs","target":"/t","mode":"0888"}]}""", "mounts[0].mode", "octal")]
    [TestCase("""{"fileName":"x","mounts":[{"\ud800":1}]}""", "mounts[0].type", "is missing")]
    [TestCase("{}", "fileName", "is missing")]
    [TestCase("""{"fileName":null}""", "fileName", "null")]
    [TestCase("""{"fileName":["x"]}""", "fileName", "must be a text")]
    [TestCase("""{"fileName":"x\ud800"}""", "fileName", "valid Unicode")]
    [TestCase("""{"fileName":"x","\ud800":1}""", "document", "name")]
    [TestCase("""{"fileName":"x","fileName":"y"}""", "fileName", "twice")]
    [TestCase("""{"fileName":"x","root":"everything"}""", "root", "'everything' is not one of")]
    [TestCase("""{"fileName":"x","root":5}""", "root", "must be a text or an object")]
    [TestCase("""{"fileName":"x","root":{"type":"directory","path":"/r","writable":"some"}}""", "root.writable", "all, none")]
    [TestCase("""{"fileName":"x","root":{"type":"directory","path":"/r","writable":[1]}}""", "root.writable[0]", "must be a text")]
    [TestCase("""{"fileName":"x","root":{"type":"directory","path":5}}""", "root.path", "must be a text")]
    [TestCase("""{"fileName":"x","deny":[{"path":"/a","mode":"shout"}]}""", "deny[0].mode", "block, hide, message")]
    [TestCase("""{"fileName":"x","deny":["/ok","/a:b"]}""", "deny[1]", "a colon of the path")]
    [TestCase("""{"fileName":"x","network":"lan"}""", "network", "none, loopback, host")]
    [TestCase("""{"fileName":"x","environment":{"variables":{"A":1}}}""", "environment.variables['A']", "must be a text")]
    [TestCase("""{"fileName":"x","environment":[]}""", "environment", "must be an object")]
    [TestCase("""{"fileName":"x","identity":{"userId":-1}}""", "identity.userId", "from 0")]
    [TestCase("""{"fileName":"x","limits":{"wallTime":"soon"}}""", "limits.wallTime", "'soon' is not seconds")]
    [TestCase("""{"fileName":"x","limits":{"wallTime":1e400}}""", "limits.wallTime", "is not seconds")]
    [TestCase("""{"fileName":"x","limits":{"processes":1.5}}""", "limits.processes", "whole number")]
    [TestCase("""{"fileName":"x","newSession":"yes"}""", "newSession", "true or false")]
    [TestCase("""{"fileName":"x","stdio":{"output":"stderr"}}""", "stdio.output", "is not one of")]
    [TestCase("""{"fileName":"x","stdio":{"output":{}}}""", "stdio.output", "either a file")]
    [TestCase("""{"fileName":"x","stdio":{"error":{"file":"/f","capture":1}}}""", "stdio.error", "either a file")]
    [TestCase("""{"fileName":"x","stdio":{"output":{"capture":"3G"}}}""", "stdio.output", "either a file")]
    [TestCase("""{"fileName":"x","stdio":{"input":{}}}""", "stdio.input.file", "is missing")]
    [TestCase("""{"fileName":"x","keepFileDescriptors":["3"]}""", "keepFileDescriptors[0]", "whole number")]
    [TestCase("", "document", "not valid JSON")]
    [TestCase("""{"fileName":"x"} trailing""", "document", "line 1, byte 18")]
    [TestCase("""{"fileName":"x",}""", "document", "not valid JSON")]
    [TestCase("""{"fileName":"x"/*no*/}""", "document", "not valid JSON")]
    [TestCase("[]", "document", "must be an object, not a list")]
    [TestCase("null", "document", "must be an object")]
    public void An_error_names_the_member_and_what_it_takes(string json, string member, string problem)
    {
        var thrown = Assert.Throws<SandboxSpecException>(() => SandboxSpecJson.Parse(json))!;

        Assert.That(thrown.Errors[0].Member, Is.EqualTo(member), thrown.Message);
        Assert.That(thrown.Errors[0].Problem, Does.Contain(problem));
        Assert.That(thrown.Message, Does.Not.Contain("System.").And.Not.Contain("Document"), "no .NET type is the reader's business");
    }

    [Test]
    public void All_errors_are_told_at_once()
    {
        var thrown = Assert.Throws<SandboxSpecException>(
            () => SandboxSpecJson.Parse("""{"a":1,"network":5,"mounts":[{"type":"proc"}]}"""));

        Assert.That(thrown.Errors.Select(error => error.Member), Is.EqualTo(["a", "network", "mounts[0].target", "fileName"]));
    }

    [Test]
    public void A_deeply_nested_document_is_refused()
    {
        var json = new string('[', 1000) + new string(']', 1000);

        Assert.That(() => SandboxSpecJson.Parse(json), Throws.TypeOf<SandboxSpecException>());
    }

    [Test]
    public async Task A_document_that_is_too_long_is_refused_without_reading_it_all()
    {
        using var endless = new EndlessStream();

        var thrown = await Assert.ThrowsAsync<SandboxSpecException>(() => SandboxSpecJson.ParseAsync(endless));

        Assert.That(thrown.Errors[0].Problem, Does.Contain("longer than"));
        Assert.That(
            () => SandboxSpecJson.Parse(new byte[SandboxSpecJson.MaxLength + 1]), Throws.TypeOf<SandboxSpecException>());
    }

    [Test]
    public void Invalid_UTF_8_in_a_text_is_refused()
    {
        byte[] json = [.. """{"fileName":"x"""u8, 0xFF, .. "\"}"u8];

        var thrown = Assert.Throws<SandboxSpecException>(() => SandboxSpecJson.Parse(json));

        Assert.That(thrown.Errors[0].Member, Is.EqualTo("fileName"));
    }

    [Test]
    public void Mutated_documents_are_read_or_refused_and_nothing_else()
    {
        var json = Encoding.UTF8.GetBytes(
            """{"fileName":"x","root":{"type":"directory","path":"/r","writable":["/a"]},"mounts":[{"type":"tmpfs","target":"/t","size":"1M"}],"deny":["/a:hide"]}""");
        var random = new Random(20240607);
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var mutated = (byte[])json.Clone();
            mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            mutated[random.Next(mutated.Length)] = (byte)random.Next(32, 127);
            try
            {
                SandboxSpecJson.Parse(mutated);
                read++;
            }
            catch (SandboxSpecException)
            {
            }
        }

        Assert.That(read, Is.GreaterThan(0).And.LessThan(20_000));
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)' ');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
