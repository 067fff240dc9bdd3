using Sandbox.Init.Linux;
using Sandbox.Init.Steps;
using Sandbox.Isolate.Errors;

namespace Sandbox.Isolate.Steps;

/// <summary>What the process gives up at the end, for itself and whatever it starts.</summary>
internal static class Privileges
{
    public static Refusal GiveUp(Caller caller, bool hasNetwork)
    {
        // The kernel takes no filter from a process that might gain privileges (seccomp(2)).
        var answer = Processes.Control(Processes.PR_SET_NO_NEW_PRIVS, 1);
        if (answer < 0)
        {
            return Refusal.If(IsolationStep.ForbidNewPrivileges, answer);
        }

        answer = CallFilter.Install(hasNetwork);
        if (answer < 0)
        {
            return Refusal.If(IsolationStep.InstallFilter, answer);
        }

        // User 0 needs it to isolate itself again (user_namespaces(7)). It gains nothing from it: it may mark its files
        // set-user-ID anyway.
        var kept = caller.IsRoot ? CapabilitySets.Only(CapabilitySets.CAP_SETFCAP) : default;
        return Refusal.If(IsolationStep.DropCapabilities, CapabilityDrop.AllBut(kept));
    }
}
