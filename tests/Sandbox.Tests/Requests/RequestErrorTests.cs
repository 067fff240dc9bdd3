using System.Text;
using RunSandbox.Requests;

namespace Sandbox.Tests.Requests;

/// <summary>What is no request is told under the path it stands at.</summary>
public sealed class RequestErrorTests
{
    [TestCase("", "document: is not valid JSON")]
    [TestCase("{{{{{{{{{{{{{{{{{{{bad", "document: is not valid JSON")]
    [TestCase("null", "document: must be an object")]
    [TestCase("[]", "document: must be an object")]
    [TestCase("{}", "cmd: is missing")]
    [TestCase("""{"cmd":1}""", "cmd: must be a list")]
    [TestCase("""{"cmd":"id"}""", "cmd: must be a list")]
    [TestCase("""{"cmd":[]}""", "cmd: is empty")]
    [TestCase("""{"cmd":[""]}""", "cmd[0]: is empty")]
    [TestCase("""{"cmd":["id",null]}""", "cmd[1]: ")]
    [TestCase("""{"cmd":["id","a\u0000b"]}""", "cmd[1]: ")]
    [TestCase("""{"cmd":["id","\ud800"]}""", "cmd[1]: ")]
    [TestCase("""{"cmd":["id"],"cmd":["id"]}""", "cmd: is there twice")]
    [TestCase("""{"cmd":["id"],"unknown":true}""", "unknown: is not known")]
    [TestCase("""{"cmd":["id"],"Cmd":["id"]}""", "Cmd: is not known")]
    [TestCase("""{"cmd":["id"],"hostName":""}""", "hostName: ")]
    [TestCase("""{"cmd":["id"],"domainName":1}""", "domainName: must be a text")]
    [TestCase("""{"cmd":["id"],"uid":-1}""", "uid: -1 is less than 0")]
    [TestCase("""{"cmd":["id"],"uid":1.5}""", "uid: ")]
    [TestCase("""{"cmd":["id"],"uid":2147483648}""", "uid: ")]
    [TestCase("""{"cmd":["id"],"gid":"0"}""", "gid: ")]
    [TestCase("""{"cmd":["id"],"gid":null}""", "gid: ")]
    [TestCase("""{"cmd":["id"],"chroot":null}""", "chroot: ")]
    [TestCase("""{"cmd":["id"],"chroot":""}""", "chroot: is empty")]
    [TestCase("""{"cmd":["id"],"workDir":[]}""", "workDir: ")]
    [TestCase("""{"cmd":["id"],"env":["A"]}""", "env[0]: is not of the form KEY=VALUE")]
    [TestCase("""{"cmd":["id"],"env":["A=b","=c"]}""", "env[1]: is not of the form KEY=VALUE")]
    [TestCase("""{"cmd":["id"],"env":{"A":"b"}}""", "env: must be a list")]
    [TestCase("""{"cmd":["id"],"vaRandomize":0}""", "vaRandomize: must be true or false")]
    [TestCase("""{"cmd":["id"],"timeLimit":-0.1}""", "timeLimit: is less than 0")]
    [TestCase("""{"cmd":["id"],"timeLimit":"1"}""", "timeLimit: must be a number")]
    [TestCase("""{"cmd":["id"],"cgroupConfig":[]}""", "cgroupConfig: must be an object")]
    [TestCase("""{"cmd":["id"],"cgroupConfig":{"memory.max":1}}""", "cgroupConfig['memory.max']: ")]
    [TestCase("""{"cmd":["id"],"cgroupConfig":{"memory.max":null}}""", "cgroupConfig['memory.max']: ")]
    [TestCase("""{"cmd":["id"],"mounts":{}}""", "mounts: must be a list")]
    [TestCase("""{"cmd":["id"],"mounts":[[]]}""", "mounts[0]: must be an object")]
    [TestCase("""{"cmd":["id"],"mounts":[{}]}""", "mounts[0]: 'type' is missing")]
    [TestCase("""{"cmd":["id"],"mounts":[{"unknown":true}]}""", "mounts[0].unknown: ")]
    [TestCase("""{"cmd":["id"],"mounts":[{"type":1}]}""", "mounts[0].type: ")]
    [TestCase("""{"cmd":["id"],"mounts":[{"src":1}]}""", "mounts[0].src: ")]
    [TestCase("""{"cmd":["id"],"mounts":[{"ro":1}]}""", "mounts[0].ro: ")]
    [TestCase("""{"cmd":["id"],"mounts":[{"type":"tmpfs","dest":"/tmp"},{"type":"tmpfs"}]}""", "mounts[1]: 'dest' is missing")]
    [TestCase("""{"cmd":["id"],"mounts":[{"type":"bind","dest":"/"}]}""", "mounts[0]: 'src' is missing")]
    [TestCase("""{"cmd":["id"],"pipes":[{}]}""", "pipes[0]: 'dest' is missing")]
    [TestCase("""{"cmd":["id"],"pipes":[{"dest":"/o"}]}""", "pipes[0]: 'stdout', 'stderr' or 'src' is missing")]
    [TestCase("""{"cmd":["id"],"pipes":[{"dest":"/o","stdout":false}]}""", "pipes[0]: 'stdout', 'stderr' or 'src' is missing")]
    [TestCase("""{"cmd":["id"],"pipes":[{"dest":"/o","stdout":true,"limit":-1}]}""", "pipes[0].limit: is less than 0")]
    [TestCase("""{"cmd":["id"],"pipes":[{"dest":"/o","stdout":true,"limit":1.5}]}""", "pipes[0].limit: is not a whole number")]
    [TestCase("""{"cmd":["id"],"pipes":[{"dest":"","stdout":true}]}""", "pipes[0].dest: is empty")]
    [TestCase("""{"cmd":["id"],"pipes":[{"dest":"/o","stdout":true},{"dest":"/p","stdout":true}]}""", "pipes[1].stdout: goes to pipes[0] already")]
    [TestCase("""{"cmd":["id"],"stdStreams":{"dest":"/o"},"pipes":[{"dest":"/p","stderr":true}]}""", "pipes[0].stderr: goes to stdStreams already")]
    [TestCase("""{"cmd":["id"],"stdStreams":{}}""", "stdStreams: 'dest' is missing")]
    [TestCase("""{"cmd":["id"],"copyFiles":[{"src":"/a","dest":"/o","stdout":true},{"src":"/b","dest":"/p","stdout":true}]}""", "copyFiles[1].stdout: goes to copyFiles[0] already")]
    [TestCase("""{"cmd":["id"],"copyFiles":[{"src":"/a"}]}""", "copyFiles[0]: 'dest' is missing")]
    [TestCase("""{"cmd":["id"],"copyFiles":[{"dest":"/a"}]}""", "copyFiles[0]: 'src' is missing")]
    public void The_path_comes_first(string document, string description) =>
        Assert.That(Describe(document), Does.StartWith(description));

    [Test]
    public void A_deep_document_is_refused_not_followed() =>
        Assert.That(Describe(new string('[', 100_000)), Does.StartWith("document: is not valid JSON"));

    [Test]
    public void A_long_list_is_refused() =>
        Assert.That(
            Describe($$"""{"cmd":["id"],"copyFiles":[{{string.Join(',', Enumerable.Repeat("""{"src":"/a","dest":"/b"}""", 257))}}]}"""),
            Is.EqualTo("copyFiles: has 257 entries; at most 256 are taken"));

    [Test]
    public async Task A_document_that_has_no_end_is_not_read_to_it()
    {
        using var endless = File.OpenRead("/dev/zero");

        var error = await Assert.ThrowsAsync<SandboxSpecException>(() => RequestReader.ReadAsync(endless));

        Assert.That(error!.Message, Does.Contain($"is longer than {RequestReader.MaxLength} bytes"));
    }

    /// <summary>The values of variables may be secrets.</summary>
    [Test]
    public void A_bad_variable_is_not_shown() =>
        Assert.That(Describe("""{"cmd":["id"],"env":["secret"]}"""), Does.Not.Contain("secret"));

    private static string Describe(string document)
    {
        var error = Assert.Throws<SandboxSpecException>(() => RequestReader.Parse(Encoding.UTF8.GetBytes(document)));
        return Response.Invalid(error!).Description!;
    }
}
