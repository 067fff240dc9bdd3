namespace Sandbox;

/// <summary>What holds for paths (path_resolution(7)).</summary>
internal static class PathRules
{
    /// <summary>The longest path the kernel takes, in bytes: PATH_MAX without the NUL.</summary>
    public const int MaxPathBytes = 4095;

    /// <summary>The longest name of one component, in bytes: NAME_MAX.</summary>
    public const int MaxNameBytes = 255;

    /// <summary>Checks an absolute path on the host; links and <c>..</c> are the kernel's to follow.</summary>
    public static bool CheckHostPath(SpecErrors errors, string member, string? path) =>
        CheckLength(errors, member, path) && CheckAbsolute(errors, member, path!);

    /// <summary>
    /// Checks an absolute path inside the sandbox. It is compared with others as text, so it must have one spelling;
    /// <see cref="SpecNormalizer"/> drops superfluous slashes.
    /// </summary>
    public static bool CheckInnerPath(SpecErrors errors, string member, string? path)
    {
        if (!CheckLength(errors, member, path) || !CheckAbsolute(errors, member, path!))
        {
            return false;
        }

        foreach (var range in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(range) is "." or "..")
            {
                errors.Add(
                    member,
                    $"{TextRules.Show(path!)} has a component '{path![range]}', whose meaning depends on links inside "
                    + "the sandbox; write the path without it");
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a path names the root, however it is spelt.</summary>
    public static bool IsRoot(string path) => path.AsSpan().Trim('/').IsEmpty;

    /// <summary>Checks what the kernel holds of any path: its length, and the length of each component.</summary>
    public static bool CheckLength(SpecErrors errors, string member, string? path)
    {
        if (TextRules.Check(errors, member, path) is not { } length)
        {
            return false;
        }

        var problem = length switch
        {
            0 => "is empty",
            > MaxPathBytes => $"{TextRules.Show(path!)} is {length} bytes long; a path has at most {MaxPathBytes}",
            _ => FindLongName(path!),
        };
        errors.Check(problem is null, member, problem!);
        return problem is null;
    }

    private static string? FindLongName(string path)
    {
        foreach (var range in path.AsSpan().Split('/'))
        {
            var name = path.AsSpan(range);
            if (name.Length * 3 > MaxNameBytes && System.Text.Encoding.UTF8.GetByteCount(name) > MaxNameBytes)
            {
                return $"{TextRules.Show(path)} has a component of more than {MaxNameBytes} bytes";
            }
        }

        return null;
    }

    private static bool CheckAbsolute(SpecErrors errors, string member, string path)
    {
        errors.Check(path[0] == '/', member, $"{TextRules.Show(path)} is not an absolute path; it must start with '/'");
        return path[0] == '/';
    }
}
