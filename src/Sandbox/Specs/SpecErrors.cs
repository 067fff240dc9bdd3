namespace Sandbox;

/// <summary>Gathers what is wrong with a spec, so that all of it is told at once.</summary>
internal sealed class SpecErrors
{
    // A list of ten thousand bad mounts is no more use than the first of them.
    private const int MaxReported = 50;

    private readonly List<SandboxSpecError> _errors = [];
    private int _unreported;

    /// <summary>Adds an error.</summary>
    /// <param name="member">The member's path, for instance <c>mounts[0].target</c>.</param>
    /// <param name="problem">What is wrong with it and, where that is not plain, what to do.</param>
    public void Add(string member, string problem)
    {
        if (_errors.Count == MaxReported)
        {
            _unreported++;
            return;
        }

        _errors.Add(new SandboxSpecError(member, problem));
    }

    /// <summary>Adds an error unless <paramref name="valid"/>.</summary>
    public void Check(bool valid, string member, string problem)
    {
        if (!valid)
        {
            Add(member, problem);
        }
    }

    /// <summary>Adds an error when a member that must be there is null, which the compiler only warns of.</summary>
    /// <returns>Whether it is there.</returns>
    public bool CheckPresent([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] object? value, string member)
    {
        Check(value is not null, member, "is null");
        return value is not null;
    }

    /// <summary>Adds what was found in a part, by its members' paths there.</summary>
    public void AddAll(string member, SpecErrors part)
    {
        foreach (var error in part._errors)
        {
            Add($"{member}.{error.Member}", error.Problem);
        }

        _unreported += part._unreported;
    }

    /// <summary>Throws when there was an error.</summary>
    /// <exception cref="SandboxSpecException">There was.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new SandboxSpecException(
                [.. _errors],
                _unreported > 0 ? $"{_unreported} more errors are not listed; mend these first" : null);
        }
    }
}
