using System.Collections.Immutable;
using RunSandbox.CommandLine;

namespace Sandbox.Tests.Tool;

/// <summary>What each option does to the spec.</summary>
public sealed class SpecOptionTests
{
    [Test]
    public void Without_options_the_spec_has_every_default()
    {
        var spec = CommandLines.Spec();

        Assert.That(SandboxSpecJson.Write(spec), Is.EqualTo(SandboxSpecJson.Write(SandboxSpec.For("true"))));
    }

    [Test]
    public void Options_set_their_members()
    {
        var spec = CommandLines.Spec(
            "--net", "host", "--uid", "0", "--gid", "4294967294", "--hostname", "box", "--umask", "027", "--new-session", "--as-pid-1",
            "--keep-fd", "3", "--keep-fd", "7", "--chdir", "/srv/", "--time-limit", "1.5s", "--kill-after", "500ms", "--cpu-time", "2m",
            "--memory", "512M", "--pids", "64", "--file-size", "1K", "--open-files", "99", "--output-limit", "10M",
            "--cpus", "0.5", "--address-space", "4G", "--cgroup", "memory.low=1M", "--cgroup", "io.weight=5", "--cgroup-parent", "/g",
            "--cgroup", "io.weight=7",
            "--stdin", "/in", "--stdout", "/out", "--stderr", "/err", "--deny", "/secret", "--deny", "/x:hide");

        Assert.That(SandboxSpecJson.Write(spec), Is.EqualTo(SandboxSpecJson.Write(new SandboxSpec
        {
            FileName = "true",
            Network = SandboxNetwork.Host,
            Identity = new() { UserId = 0, GroupId = 4294967294, HostName = "box" },
            Umask = (UnixFileMode)0b000_010_111,
            NewSession = true,
            AsPid1 = true,
            KeepFileDescriptors = [3, 7],
            WorkingDirectory = "/srv",
            Limits = new()
            {
                WallTime = TimeSpan.FromSeconds(1.5),
                KillAfter = TimeSpan.FromSeconds(0.5),
                CpuTime = TimeSpan.FromMinutes(2),
                Memory = 512L << 20,
                Processes = 64,
                FileSize = 1024,
                OpenFiles = 99,
                Output = 10L << 20,
                Cpus = 0.5m,
                AddressSpace = 4L << 30,
            },
            Cgroup = new()
            {
                Parent = "/g",
                Settings = new Dictionary<string, string> { ["memory.low"] = "1M", ["io.weight"] = "7" }.ToImmutableSortedDictionary(),
            },
            Stdio = new()
            {
                Input = SandboxInput.File("/in"),
                Output = SandboxOutput.File("/out"),
                Error = SandboxOutput.File("/err"),
            },
            Deny = [DeniedPath.Block("/secret"), DeniedPath.Hide("/x")],
        })));
    }

    [Test]
    public void Inputs_are_declared_one_by_one_or_in_a_file()
    {
        var list = Path.GetTempFileName();
        try
        {
            File.WriteAllText(list, "/a b\nc\n\n");
            var lines = CommandLines.Spec("--output", "/o/p", "--fs", "hermetic", "--input", "/x/", "--input-from", list);
            File.WriteAllText(list, "/a\nb\0/c");
            var nuls = CommandLines.Spec("--fs", "hermetic", "--input-from", list);

            Assert.That(lines.Root, Is.EqualTo(SandboxRoot.Hermetic()));
            Assert.That(lines.Inputs, Is.EqualTo(["/x", "/a b", $"{Environment.CurrentDirectory}/c"]));
            Assert.That(lines.Outputs, Is.EqualTo(["/o/p"]));
            Assert.That(nuls.Inputs, Is.EqualTo(["/a\nb", "/c"]));
        }
        finally
        {
            File.Delete(list);
        }
    }

    [Test]
    public void A_list_of_inputs_that_cannot_be_read_is_an_error_that_names_it()
    {
        var list = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(list, [(byte)'/', 0xFF]);

            Assert.That(() => CommandLines.Spec("--input-from", list), Throws.TypeOf<UsageException>().With.Message.Contains("not UTF-8"));
            Assert.That(
                () => CommandLines.Spec("--input-from", "/missing/list"),
                Throws.TypeOf<UsageException>().With.Message.Contains("--input-from /missing/list"));
        }
        finally
        {
            File.Delete(list);
        }
    }

    [Test]
    public void Mounts_keep_their_order_across_kinds()
    {
        var spec = CommandLines.Spec(
            "--tmpfs", "/a:size=64M,mode=1777", "--bind", "/src", "--ro-bind=/src:/a/b", "--proc", "/a/proc", "--dev", "/a/dev",
            "--bind-try", "/no", "--dir", "/a/d:700", "--symlink", "b:/a/link", "--file", "/etc/hosts:/a/hosts:600",
            "--ro-bind-try", "/no:/y");

        Assert.That(spec.Mounts, Is.EqualTo(new SandboxMount[]
        {
            SandboxMount.Tmpfs("/a", 64L << 20, (UnixFileMode)0b001_111_111_111),
            SandboxMount.Bind("/src"),
            SandboxMount.ReadOnlyBind("/src", "/a/b"),
            SandboxMount.Proc("/a/proc"),
            SandboxMount.Dev("/a/dev"),
            SandboxMount.Bind("/no") with { Optional = true },
            SandboxMount.Directory("/a/d", (UnixFileMode)0b111_000_000),
            SandboxMount.Symlink("b", "/a/link"),
            SandboxMount.File("/etc/hosts", "/a/hosts", (UnixFileMode)0b110_000_000),
            SandboxMount.ReadOnlyBind("/no", "/y") with { Optional = true },
        }));
    }

    [Test]
    public void A_backslash_keeps_a_colon_in_a_name() =>
        Assert.That(CommandLines.Spec("--bind", @"/a\:b:/c\:d").Mounts, Is.EqualTo(new[] { SandboxMount.Bind("/a:b", "/c:d") }));

    [TestCase("", "readonly")]
    [TestCase("--fs readonly", "readonly")]
    [TestCase("--fs host", "host")]
    [TestCase("--root /img", "/img none")]
    [TestCase("--writable none --root /img", "/img none")]
    [TestCase("--root /img --writable all", "/img all")]
    [TestCase("--root /img --writable /var --writable /tmp/", "/img /var, /tmp")]
    public void The_root_is_what_was_asked_for(string options, string expected)
    {
        var spec = CommandLines.Spec(options.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(spec.Root switch
        {
            ReadOnlyHostRoot => "readonly",
            HostRoot => "host",
            DirectoryRoot root => $"{root.Path} {root.Writable}",
            var other => other.ToString(),
        }, Is.EqualTo(expected));
    }

    [Test]
    public void Variables_are_set_taken_over_and_removed()
    {
        var spec = CommandLines.Spec(
            "--env", "A=b=c", "--env", "PATH", "--env", "EMPTY=", "--env", "NOT_THERE_8412", "--unset-env", "HOME");

        Assert.That(spec.Environment.Inherit);
        Assert.That(spec.Environment.Variables, Is.EquivalentTo(new Dictionary<string, string?>
        {
            ["A"] = "b=c",
            ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
            ["EMPTY"] = "",
            ["NOT_THERE_8412"] = null,
            ["HOME"] = null,
        }));
    }

    [Test]
    public void Clearing_the_environment_keeps_what_the_line_sets_wherever_it_stands()
    {
        var environment = CommandLines.Spec("--env", "A=1", "--clear-env", "--env", "B=2").Environment;

        Assert.That((environment.Inherit, string.Join(' ', environment.Variables.Keys)), Is.EqualTo((false, "A B")));
    }

    [TestCase("--bind a:b", "--bind a:b: 'b' is relative")]
    [TestCase("--tmpfs rel", "--tmpfs rel: 'rel' is relative")]
    [TestCase("--deny rel", "--deny rel: 'rel' is relative")]
    [TestCase("--root /x --writable rel", "--writable rel: 'rel' is relative")]
    [TestCase("--symlink /only", "--symlink /only: TARGET:LINK is expected")]
    [TestCase("--file /a", "--file /a: SRC:DST[:MODE] is expected")]
    [TestCase("--bind /a:/b:/c", "--bind /a:/b:/c: SRC[:DST] is expected")]
    [TestCase("--bind :/b", "--bind :/b: a path is empty")]
    [TestCase("--tmpfs /x:size=-1", "--tmpfs /x:size=-1: '-1' is not a size")]
    [TestCase("--tmpfs /x:colour=1", "--tmpfs /x:colour=1: 'colour=1' is no tmpfs setting")]
    [TestCase("--dir /x:999", "--dir /x:999: '999' is not a mode")]
    [TestCase("--deny /x:sometimes", "--deny /x:sometimes: PATH or PATH:block")]
    [TestCase("--fs empty", "--fs empty: known are host, readonly and hermetic")]
    [TestCase("--fs host --root /", "--fs host: it excludes --root /")]
    [TestCase("--writable all", "--writable all: it is about the directory of --root")]
    [TestCase("--root /x --writable all --writable /y", "--writable /y: it excludes --writable all")]
    [TestCase("--root /x --writable /y --writable none", "--writable none: it excludes --writable /y")]
    [TestCase("--net some", "--net some: known are none, loopback and host")]
    [TestCase("--env =x", "--env =x: the name is empty")]
    [TestCase("--uid -1", "--uid -1: not a number from 0 to 4294967295")]
    [TestCase("--pids many", "--pids many: not a number from 0 to 2147483647")]
    [TestCase("--memory 9E", "--memory 9E: '9E' is not a size")]
    [TestCase("--time-limit soon", "--time-limit soon: not a duration")]
    [TestCase("--umask 8", "--umask 8: '8' is not a mode")]
    public void A_value_that_makes_no_sense_is_refused_with_its_option(string options, string message) =>
        Assert.That(CommandLines.Refusal(options.Split(' ')).Message, Does.StartWith(message));

    [Test]
    public void A_long_value_is_shown_in_part() =>
        Assert.That(CommandLines.Refusal("--net", new string('x', 5000)).Message, Has.Length.LessThan(400));
}
