using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Sandbox;

/// <summary>Checks that the options name only back-ends that are registered, or that are known and may be absent.</summary>
internal sealed class SandboxOptionsValidator(IServiceProvider provider) : IValidateOptions<SandboxOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SandboxOptions options)
    {
        var registered = provider.GetServices<ISandboxBackend>().Select(backend => backend.Name).ToList();
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Backend))
        {
            problems.Add($"Sandbox:Backend is empty; {Known(registered)}");
        }
        else if (!BackendName.IsAuto(options.Backend) && !registered.Contains(options.Backend, BackendName.Comparer))
        {
            problems.Add($"Sandbox:Backend names '{options.Backend}', which is not registered; {Known(registered)}");
        }

        // The order may name a back-end that this program chose not to register, but not one that nobody knows.
        var knownForOrder = registered.Concat(SandboxOptions.DefaultOrder).ToHashSet(BackendName.Comparer);
        foreach (var unknown in (options.Order ?? []).Where(entry => !knownForOrder.Contains(entry ?? "")))
        {
            problems.Add($"Sandbox:Order names '{unknown}', which is not known; known are: {string.Join(", ", knownForOrder)}");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string Known(List<string> registered) => $"known are: {string.Join(", ", registered.Prepend(SandboxOptions.Auto))}";
}
