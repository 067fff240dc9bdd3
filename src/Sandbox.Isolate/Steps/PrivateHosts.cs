using Sandbox.Init;
using Sandbox.Init.Linux;
using Sandbox.Isolate.Errors;
using Sandbox.Isolate.Linux;

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
        var refusal = Refusal.If(IsolationStep.CoverHosts, PrivateFile.Cover((int)answer, text, Write(text), ReadByAll));
        Files.Close((int)answer);
        return refusal;
    }

    private static int Write(byte* text)
    {
        SystemNames names;
        Syscall.Invoke(SyscallNumber.uname, (nint)(&names));
        var length = 0;
        while (length < HostsText.MaxName && names.Host[length] != 0)
        {
            length++;
        }

        var address = "192.0.2.2"u8;
        return HostsText.Write(
            text, names.Host, HostsText.IsName(names.Host, length) ? length : 0, address.Pointer, address.Length);
    }
}
