using Sandbox.Init.Linux;
using Sandbox.Isolate.Errors;

namespace Sandbox.Isolate.Steps;

/// <summary>An /etc/hosts of the process's own, by which the host's name means an address it has.</summary>
internal static unsafe class PrivateHosts
{
    private const uint ReadByAll = 0x1A4; // 0644

    public static Refusal Mount()
    {
        var answer = Files.Open(Files.AT_FDCWD, "/etc/hosts"u8.Pointer, Files.O_PATH);
        if (answer < 0)
        {
            return Refusal.If(IsolationStep.FindHosts, answer);
        }

        var text = stackalloc byte[HostsText.BufferSize];
        var refusal = Refusal.If(
            IsolationStep.CoverHosts, PrivateFile.Cover((int)answer, text, HostsText.Write(text), ReadByAll));
        Files.Close((int)answer);
        return refusal;
    }
}
