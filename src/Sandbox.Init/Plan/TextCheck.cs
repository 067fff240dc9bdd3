using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Plan;

/// <summary>Checks texts: that they lie in the plan, and that they are what they should be.</summary>
internal static unsafe class TextCheck
{
    private const byte Slash = (byte)'/';
    private const byte Dot = (byte)'.';

    /// <summary>The text and the NUL behind it are inside the plan, whose header is known to be sound.</summary>
    public static bool IsInside(PlanView plan, TextRef text)
    {
        var available = plan.Length - plan.Header->TextOffset;
        if ((ulong)text.Offset + text.Length >= available)
        {
            return false;
        }

        var view = plan.Text(text);
        return view.Pointer[view.Length] == 0;
    }

    public static bool Is(TextKind kind, PlanView plan, TextRef text)
    {
        if (kind == TextKind.None)
        {
            return true;
        }

        if (!IsInside(plan, text))
        {
            return false;
        }

        var view = plan.Text(text);
        return kind switch
        {
            TextKind.Bytes => true,
            TextKind.Name => IsName(view),
            TextKind.LinkTarget => IsLinkTarget(view),
            TextKind.Path => IsPath(view),
            TextKind.NewPath => IsPath(view) && HasLastName(view),
            TextKind.MountPath => IsPath(view) && !IsRoot(view),
            TextKind.Filter => IsFilter(view),
            _ => false,
        };
    }

    private static bool IsName(Text text) => !text.Contains(0);

    private static bool IsLinkTarget(Text text) => text.Length is > 0 and < Files.PATH_MAX && IsName(text);

    private static bool IsPath(Text text) => IsLinkTarget(text) && text.Pointer[0] == Slash;

    private static bool HasLastName(Text path)
    {
        var name = path.Pointer + path.LastIndexOf(Slash) + 1;
        return !(name[0] == 0 || (name[0] == Dot && (name[1] == 0 || (name[1] == Dot && name[2] == 0))));
    }

    private static bool IsRoot(Text path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (path.Pointer[i] != Slash)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsFilter(Text text) =>
        text.Length > 0
        && text.Length % FilterProgram.InstructionSize == 0
        && text.Length / FilterProgram.InstructionSize <= FilterProgram.MaxInstructions;
}
