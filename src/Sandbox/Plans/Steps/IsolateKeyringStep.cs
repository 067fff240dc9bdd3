using Sandbox.Linux.Seccomp;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Joins a new session keyring, so that the caller's keys are out of reach (session-keyring(7)). Where the kernel has
/// no key to give (an ordinary user has 200), the calls that reach keys are refused instead. Comes after
/// <see cref="NoNewPrivilegesStep"/>.
/// </summary>
public sealed record IsolateKeyringStep : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "keyctl";

    /// <inheritdoc/>
    public override string Description => "join a new session keyring, or refuse every use of keys";

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.IsolateKeyring, Text1 = texts.Add(SeccompFilter.NoKeys.Bytes.AsSpan()) };
}
