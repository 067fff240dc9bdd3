using System.Collections.Concurrent;
using Sandbox.Linux;

namespace Sandbox;

/// <summary>
/// Which back-ends this machine has refused to set up, so that <c>auto</c> pays for a refusal once, not at every run.
/// </summary>
internal sealed class RefusalMemory
{
    private readonly ConcurrentDictionary<string, SandboxSetupException> _refusals = new(StringComparer.Ordinal);

    /// <summary>Remembers a refusal that will not pass by itself while this process lives.</summary>
    public void Remember(ISandboxBackend backend, SandboxSetupException refusal)
    {
        if (IsLasting(refusal.Errno))
        {
            _refusals[backend.Name] = refusal;
        }
    }

    /// <summary>The refusal remembered for a back-end, or null.</summary>
    public SandboxSetupException? Find(ISandboxBackend backend) => _refusals.GetValueOrDefault(backend.Name);

    // A quota or a table that is full now may have room a second later: a long-lived host must be able to try again.
    private static bool IsLasting(int? errno) => errno is not (
        Errno.EAGAIN or Errno.ENOMEM or Errno.ENOSPC or Errno.EUSERS or Errno.EMFILE or Errno.ENFILE or Errno.EDQUOT);
}
