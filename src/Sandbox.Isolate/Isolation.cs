using Sandbox.Isolate.Errors;
using Sandbox.Isolate.Profiles;
using Sandbox.Isolate.Steps;

namespace Sandbox.Isolate;

/// <summary>Isolates the calling process: all there is to do, in order.</summary>
internal static class Isolation
{
    /// <returns>The first refusal; the process is partly isolated then, unless it is the namespaces' own.</returns>
    public static Refusal Enter(ProfileSet profiles, Caller caller)
    {
        var hasNetwork = (profiles & ProfileSet.Net) != 0;
        var refusal = NewNamespaces.Enter(caller, hasNetwork);
        if (!refusal.IsGiven && (profiles & ProfileSet.Shm) != 0)
        {
            refusal = PrivateShm.Mount();
        }

        if (!refusal.IsGiven && hasNetwork)
        {
            refusal = PrivateNetwork.SetUp();
        }

        if (!refusal.IsGiven && hasNetwork)
        {
            refusal = PrivateHosts.Mount();
        }

        if (!refusal.IsGiven)
        {
            refusal = DeniedPrograms.Cover(profiles);
        }

        return refusal.IsGiven ? refusal : Privileges.GiveUp(caller, hasNetwork);
    }
}
