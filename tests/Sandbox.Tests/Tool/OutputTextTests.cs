using RunSandbox.Output;

namespace Sandbox.Tests.Tool;

/// <summary>What <c>--explain</c> and <c>--check</c> print for people.</summary>
public sealed class OutputTextTests
{
    [Test]
    public void An_explanation_lists_the_steps_under_the_process_that_takes_them()
    {
        var text = ExplainText.Write(new SandboxExplanation
        {
            Backend = "namespaces",
            Needs = SandboxCapabilities.HostRoot | SandboxCapabilities.HostNetwork,
            Steps =
            [
                new("monitor", "clone", "init"), new("init", "pivot_root", "enter"), new("init", "mount", "x"),
                new("command", "execve", "true"),
            ],
        });

        Assert.That(text, Is.EqualTo("""
            Back-end: namespaces
            Needs: HostRoot, HostNetwork

            monitor
              clone       init

            init
              pivot_root  enter
              mount       x

            command
              execve      true

            """));
    }

    [Test]
    public void A_check_says_what_is_missing_why_and_what_to_do()
    {
        var text = CheckText.Write(new SandboxProbeReport
        {
            Backends =
            [
                new()
                {
                    Backend = "namespaces", Available = false, Offers = 0,
                    Missing = [new() { Capabilities = 0, Reason = "clone: EPERM", Remedy = "ask" }],
                },
                new()
                {
                    Backend = "bwrap", Available = true, Offers = SandboxCapabilities.HostRoot, Warnings = ["old"],
                    Missing = [new() { Capabilities = SandboxCapabilities.MemoryLimit, Reason = "no cgroup" }],
                },
            ],
            Facts =
            [
                new() { Name = "kernelVersion", Value = "6.1" },
                new() { Name = "maxUserNamespaces", Value = "0", Problem = "raise it" },
            ],
        });

        Assert.That(text, Is.EqualTo("""
            Back-ends
              namespaces  not available
                          clone: EPERM
                          hint: ask
              bwrap       available
                          MemoryLimit: no cgroup
                          warning: old

            This machine
                kernelVersion      6.1
              ! maxUserNamespaces  0
                  raise it

            No command can be run here.

            """));
    }

    [Test]
    public void A_check_says_why_the_preferred_back_ends_were_not_chosen_and_what_the_choice_costs()
    {
        static SandboxBackendReport Report(string name, bool available, SandboxCapabilities offers) =>
            new() { Backend = name, Available = available, Offers = offers };

        var text = CheckText.Write(new SandboxProbeReport
        {
            Backends =
            [
                Report("namespaces", false, 0), Report("bwrap", true, SandboxCapabilities.HostRoot),
                Report("able", true, SandboxCapabilities.HostRoot | SandboxCapabilities.AsPid1), Report("chroot", true, 0),
            ],
            Needs = SandboxCapabilities.HostRoot | SandboxCapabilities.AsPid1,
            Selected = "chroot",
            Warnings = [new() { Member = "asPid1", Value = "true", Backend = "chroot", Fallback = "it is not" }],
        });

        Assert.That(text, Does.EndWith("""

            A command can be run here, with chroot.
              not with namespaces: it is not available
              not with bwrap: it lacks AsPid1
              warning: asPid1 (true): not possible with chroot; it is not

            """));
    }
}
