namespace Sandbox.EndToEnd.Tests.Backends;

/// <summary>What a command sees, as text: everything that must be the same whichever back-end made the sandbox.</summary>
internal static class SandboxView
{
    private const string MountsBegin = "== mounts\n";

    /// <summary>
    /// A script that lists it; paths given to it are tried for what denies them. PRIVATE holds directories that are
    /// listed if they are the sandbox's own: the host's change all the time.
    /// </summary>
    public const string Script = """
        echo '== ids'
        id; umask; uname -n
        cat /proc/self/setgroups
        awk '{ print $1, $3 }' /proc/self/uid_map /proc/self/gid_map
        grep -E '^(Uid|Gid|Groups|Cap.*|NoNewPrivs|Seccomp|Seccomp_filters|SigIgn|SigBlk|NSpid|NSsid):' /proc/self/status
        echo '== environment'
        env | sort
        echo '== descriptors'
        echo /proc/self/fd/*
        cat /proc/self/limits
        echo '== processes'
        for process in /proc/[0-9]*; do echo $process; done
        cat /proc/1/environ 2>&1; tr -d '\0' </proc/1/cmdline; cat /proc/1/comm
        ls /proc | grep -v '^[0-9]'
        echo '== network'
        cat /proc/net/dev | cut -d: -f1
        echo '== tree'
        for directory in / /dev $PRIVATE /etc /usr /opt /home /mnt /made /new "$PWD"; do
            find $directory -xdev -maxdepth 1 -printf '%p %y %m %U:%G %l\n' 2>&1
        done | grep -v '^/dev/pts ' | sort -u
        echo '== denied'
        for path; do
            stat -c '%n %F %a %U %s' $path; head -c 1 $path; ls $path; true >>$path; mkdir $path/new; rm -r $path
        done 2>&1
        echo '== files'
        for path in / /usr /etc /dev; do [ -w $path ] && echo $path can be written; done
        stat -f -c '%n %T %S' / /tmp /dev /dev/shm /proc
        head -c 2 /dev/zero | wc -c; echo text >/dev/null; readlink /proc/self/cwd
        echo '== mounts'
        cat /proc/self/mountinfo
        """;

    /// <summary>Takes out what may differ: the order and the numbers of mounts, and what is documented to differ.</summary>
    public static string Normalize(string output)
    {
        var mounts = output.IndexOf(MountsBegin, StringComparison.Ordinal);
        Assert.That(mounts, Is.Positive, output);
        var visible = MountTable.Parse(output[(mounts + MountsBegin.Length)..]).Visible
            .Where(mount => !IsCoverInProc(mount))
            .Select(mount => $"{mount.Target} {mount.FileSystem} {string.Join(',', OptionsOf(mount))}")
            .Order(StringComparer.Ordinal);
        return output[..mounts] + string.Join('\n', visible);
    }

    // bubblewrap makes parts of root's /proc read-only even where all of it is.
    private static bool IsCoverInProc(MountEntry mount) =>
        mount.FileSystem == "proc" && Path.GetFileName(mount.Target) is "sys" or "sysrq-trigger" or "irq" or "bus";

    // For covers, which are read-only, it knows no noexec; and it binds device nodes as writable as they are, unless they
    // are root's.
    private static IEnumerable<string> OptionsOf(MountEntry mount) => mount.Options
        .Where(option => mount.FileSystem != "tmpfs" || !mount.Options.Contains("ro") || option != "noexec")
        .Where(option => Environment.IsPrivilegedProcess || mount.FileSystem != "devtmpfs" || option is not ("ro" or "rw" or "noexec"));
}
