import CRMCore
import CRMModel
package import CommandLineKit

/// The command `crm completions [print] SHELL`.
struct Completions: Runnable {
  var shell = CompletionShell.bash
  var prints: Printed { .text }

  /// The command, which is meant where none of the group is named.
  static let name = "print"

  static func group(_ category: Text) -> CRMCommand {
    CRMCommand(
      group: "completions",
      summary: Text(
        ru: "дополнение клавишей Tab для оболочки", en: "completion with Tab for a shell"),
      category: category, fallback: name, commands: [command, CompletionsInstall.command])
  }

  private static var command: CRMCommand {
    CRMCommand(
      name, Text(ru: "напечатать файл дополнения", en: "print the file of completions"),
      discussion: Text(
        ru: "Печатает файл, который учит оболочку дополнять команды, параметры, сделки и этапы.",
        en: "Prints the file that teaches a shell to complete commands, options, deals and stages."),
      Completions(),
      rows: [
        .argument(
          .choice(of: CompletionShell.self, "SHELL"), help: Text(ru: "оболочка", en: "the shell")
        ) { $0.shell = $1 }
      ],
      examples: [
        Example(
          "crm completions bash > ~/.local/share/bash-completion/completions/crm",
          Text(
            ru: "bash, если стоит bash-completion; иначе добавьте этот файл в ~/.bashrc",
            en: "bash with bash-completion; without it, source the file from ~/.bashrc")),
        Example(
          "crm completions zsh > ~/.zfunc/_crm",
          Text(
            ru: "zsh, если ~/.zfunc есть в fpath до compinit",
            en: "zsh, where ~/.zfunc is in fpath before compinit")),
        Example(
          "crm completions fish > ~/.config/fish/completions/crm.fish", Text(ru: "fish", en: "fish")
        ),
      ])
  }

  func run(in session: Session) throws(CRMError) {
    try session.output.append(CommandTree.completions.text(shell, session.language))
  }
}

extension CommandTree {
  /// The completion scripts of the program.
  package static var completions: CompletionScript {
    CompletionScript(program.description, helper: CompletionHelper.name)
  }
}
