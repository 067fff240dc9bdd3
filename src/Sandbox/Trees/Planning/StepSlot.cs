namespace Sandbox.Trees.Planning;

/// <summary>The place of one step among those that build the tree, so that a later request can change it.</summary>
/// <param name="Index">Counted from 0.</param>
internal readonly record struct StepSlot(int Index);
