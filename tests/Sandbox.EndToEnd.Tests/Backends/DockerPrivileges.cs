namespace Sandbox.EndToEnd.Tests.Backends;

/// <summary>Root with the capabilities that Docker leaves to a container by default: CAP_SYS_ADMIN is not among them.</summary>
internal static class DockerPrivileges
{
    private const string Capabilities =
        "+chown,+dac_override,+fsetid,+fowner,+mknod,+net_raw,+setgid,+setuid,+setfcap,+setpcap,+net_bind_service,+sys_chroot,"
        + "+kill,+audit_write";

    /// <summary>The tool with no more than these.</summary>
    public static Task<ToolResult> RunAsync(ToolCommand tool, params IEnumerable<string> arguments) =>
        (tool with { FileName = "setpriv" }).RunAsync([$"--bounding-set=-all,{Capabilities}", "--inh-caps=-all", tool.FileName, .. arguments]);
}
