using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// One thing sandbox-init does, named after the system call it makes. A step can tell what it does, encode itself for
/// sandbox-init, and explain why the kernel may have refused it.
/// </summary>
/// <remarks>
/// A <em>source</em> is a path on the host, looked up in the tree as it was when the sandbox started. A <em>target</em>
/// is a path inside the new root, looked up from its descriptor with RESOLVE_IN_ROOT (openat2(2)). Both are absolute and
/// without symbolic links: a plan names what links lead to, and where one is found on the way, it has been put there since
/// and is refused (RESOLVE_NO_SYMLINKS).
/// </remarks>
public abstract record PlanStep
{
    private protected PlanStep()
    {
    }

    /// <summary>The system call it rests on.</summary>
    public abstract string Operation { get; }

    /// <summary>What it does to which path, in one line.</summary>
    public abstract string Description { get; }

    /// <summary>The path it works on, where there is one.</summary>
    public virtual string? Path => null;

    /// <summary>Whether its refusal means that this machine does not let this back-end isolate at all.</summary>
    /// <param name="errno">The kernel's answer (errno(3)).</param>
    public virtual bool IsRefusal(int errno) => false;

    /// <summary>What to do when the kernel answered with an error; null where there is nothing to say.</summary>
    /// <param name="errno">The kernel's answer (errno(3)).</param>
    public virtual string? Hint(int errno) => null;

    internal abstract StepRecord Encode(TextTable texts);

    /// <summary>The same in a plan with a wrapper, whose files have numbers.</summary>
    internal virtual StepRecord Encode(TextTable texts, WrapperLayout layout) => Encode(texts);

    /// <inheritdoc/>
    public sealed override string ToString() => $"{Operation}: {Description}";
}
