using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Sandbox;

/// <summary>Checks that the options name only back-ends that are registered, or known at least.</summary>
internal sealed class SandboxOptionsValidator(IServiceProvider provider) : IValidateOptions<SandboxOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SandboxOptions options)
    {
        var registered = provider.GetServices<ISandboxBackend>().Select(backend => backend.Name).ToList();
        var choices = registered.Prepend(SandboxOptions.Auto);
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Backend))
        {
            problems.Add($"Sandbox:Backend is empty; {Known(choices)}");
        }
        else if (!BackendName.IsAuto(options.Backend) && !registered.Contains(options.Backend, BackendName.Comparer))
        {
            problems.Add($"Sandbox:Backend names '{options.Backend}', which is not registered; {Known(choices)}");
        }

        // The order may name a back-end that this program chose not to register, but not one that nobody knows.
        var knownForOrder = registered.Concat(SandboxOptions.DefaultOrder).ToHashSet(BackendName.Comparer);
        foreach (var unknown in (options.Order ?? []).Where(entry => !knownForOrder.Contains(entry ?? "")))
        {
            problems.Add($"Sandbox:Order names '{unknown}', which is not known; {Known(knownForOrder)}");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string Known(IEnumerable<string> names) => $"known are: {string.Join(", ", names)}";
}
