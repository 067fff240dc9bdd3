using System.Text;
using RunSandbox.Requests;

namespace Sandbox.Tests.Requests;

/// <summary>Whatever is sent as a request is read, or refused in words of its own.</summary>
public sealed class RequestFuzzTests
{
    private const int Rounds = 20_000;

    private const string Sample =
        """
        {"cmd":["sh","-c","true"],"hostName":"a","uid":0,"chroot":"/tmp","mounts":[{"type":"bind","src":"/","dest":"/a","ro":true}],
         "env":["A=b"],"timeLimit":0.5,"pipes":[{"dest":"/o","src":"/p","limit":10}],"cgroupConfig":{"memory.max":"1"},
         "copyFiles":[{"src":"/a","dest":"/b","limit":1e3}],"stdStreams":{"dest":"/s"},"vaRandomize":false,"workDir":"/"}
        """;

    private static readonly string[] Tokens =
        ["{", "}", "[", "]", ",", ":", "null", "true", "-1", "1e999", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"cmd\":", "[]", "{}", "/*x*/"];

    [Test]
    public void Mutated_requests_are_read_or_refused()
    {
        var random = new Random(4);
        var outcomes = new int[2];
        for (var round = 0; round < Rounds; round++)
        {
            var document = Mutate(random);
            try
            {
                RequestReader.Parse(document);
                outcomes[0]++;
            }
            catch (SandboxSpecException exception)
            {
                Assert.That(Response.Write(Response.Invalid(exception)).Count(character => character == '\n'), Is.EqualTo(1));
                outcomes[1]++;
            }
            catch (Exception exception)
            {
                Assert.Fail($"{Convert.ToBase64String(document)}: {exception}");
            }
        }

        Assert.That(outcomes, Has.All.Positive, "the mutations are all of one kind");
    }

    private static byte[] Mutate(Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(Sample).ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var position = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[position] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(position, Math.Min(random.Next(1, 20), bytes.Count - position));
                    break;
                case 2:
                    bytes.InsertRange(position, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
                default:
                    var length = Math.Min(random.Next(1, 60), bytes.Count - position);
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(position, length));
                    break;
            }

            if (bytes.Count == 0)
            {
                break;
            }
        }

        return [.. bytes];
    }
}
