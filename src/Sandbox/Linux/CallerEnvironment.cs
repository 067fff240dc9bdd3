using System.Collections;
using System.Collections.Immutable;

namespace Sandbox.Linux;

/// <summary>The calling process's variables.</summary>
internal static class CallerEnvironment
{
    private static volatile Snapshot s_last = new([], []);

    /// <summary>Each variable as <c>NAME=value</c>. As long as none changes it is the same array.</summary>
    public static ImmutableArray<string> Read()
    {
        var variables = Environment.GetEnvironmentVariables();
        var last = s_last;
        if (!last.IsOf(variables))
        {
            s_last = last = Snapshot.Of(variables);
        }

        return last.Entries;
    }

    private sealed record Snapshot(ImmutableArray<DictionaryEntry> Variables, ImmutableArray<string> Entries)
    {
        public static Snapshot Of(IDictionary variables)
        {
            var copy = variables.Cast<DictionaryEntry>().ToImmutableArray();
            return new(copy, [.. copy.Select(variable => $"{variable.Key}={variable.Value}")]);
        }

        // The runtime tells them in the same order while they are the same; in another one they are merely copied once more.
        public bool IsOf(IDictionary variables)
        {
            if (variables.Count != Variables.Length)
            {
                return false;
            }

            var index = 0;
            foreach (DictionaryEntry variable in variables)
            {
                var known = Variables[index++];
                if (!Equals(known.Key, variable.Key) || !Equals(known.Value, variable.Value))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
