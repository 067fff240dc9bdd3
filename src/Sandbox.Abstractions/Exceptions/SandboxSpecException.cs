using System.Collections.Immutable;

namespace Sandbox;

/// <summary>A spec asks for something that makes no sense, or that a back-end cannot express; found before anything ran.</summary>
public sealed class SandboxSpecException : SandboxException
{
    /// <summary>Makes the exception for one member.</summary>
    /// <param name="member">The member's path, for instance <c>mounts[0].target</c>.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="hint">What to do about it, or null.</param>
    /// <param name="innerException">The cause, or null.</param>
    public SandboxSpecException(string member, string problem, string? hint = null, Exception? innerException = null)
        : this([new SandboxSpecError(member, problem)], hint, innerException)
    {
    }

    /// <summary>Makes the exception for one or more members.</summary>
    /// <param name="errors">The errors, at least one.</param>
    /// <param name="hint">What to do about them, or null.</param>
    /// <param name="innerException">The cause, or null.</param>
    /// <exception cref="ArgumentException"><paramref name="errors"/> is empty.</exception>
    public SandboxSpecException(ImmutableArray<SandboxSpecError> errors, string? hint = null, Exception? innerException = null)
        : base(Describe(errors), hint, innerException) => Errors = errors;

    /// <summary>
    /// The back-end that cannot express what the spec asks for, though another may; null where the spec makes no sense with
    /// any.
    /// </summary>
    public string? Backend { get; init; }

    /// <summary>What is wrong, at least one.</summary>
    public ImmutableArray<SandboxSpecError> Errors { get; }

    private static string Describe(ImmutableArray<SandboxSpecError> errors) =>
        errors.IsDefaultOrEmpty
            ? throw new ArgumentException("A spec exception needs at least one error.", nameof(errors))
            : string.Join("; ", errors);
}
