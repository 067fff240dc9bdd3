namespace Sandbox.EndToEnd.Tests.Backends;

/// <summary>Root with some capabilities only, as a container's is.</summary>
internal static class RootPrivileges
{
    /// <summary>Those that Docker leaves to a container by default: CAP_SYS_ADMIN is not among them.</summary>
    public const string OfDocker =
        "+chown,+dac_override,+fsetid,+fowner,+mknod,+net_raw,+setgid,+setuid,+setfcap,+setpcap,+net_bind_service,+sys_chroot,"
        + "+kill,+audit_write";

    /// <summary>CAP_SYS_CHROOT and no other: not even CAP_SETPCAP, without which nobody may empty a bounding set.</summary>
    public const string ChangeRootAlone = "+sys_chroot";

    /// <summary>Runs the tool with no more than these.</summary>
    public static Task<ToolResult> RunAsync(string capabilities, ToolCommand tool, params IEnumerable<string> arguments) =>
        (tool with { FileName = "setpriv" }).RunAsync([$"--bounding-set=-all,{capabilities}", "--inh-caps=-all", tool.FileName, .. arguments]);
}
