import CRMCore
import CRMModel
import CommandLineKit

/// The command `crm completions install [SHELL]`.
struct CompletionsInstall: WritingRunnable {
  var shell: CompletionShell?
  var write = WriteOptions()
  var prints: Printed { .text }

  static var command: CRMCommand {
    CRMCommand(
      "install",
      Text(
        ru: "положить файл туда, где его ищет оболочка", en: "put the file where the shell looks"),
      CompletionsInstall(),
      rows: [
        .argument(
          .choice(of: CompletionShell.self, "SHELL"), isRequired: false,
          help: Text(ru: "оболочка; иначе та, что в $SHELL", en: "the shell; else that of $SHELL")
        ) { $0.shell = $1 }
      ],
      examples: [
        Example("crm completions install", Text(ru: "для своей оболочки", en: "for your shell"))
      ])
  }

  func run(in session: Session) throws(CRMError) {
    let shell: CompletionShell
    if let named = self.shell { shell = named } else { shell = try session.usualShell() }
    let file = try session.path(ofCompletionsFor: shell)
    if !write.isDryRun {
      try session.makeFolders(above: file)
      try session.writing(to: file, mode: 0o644) { (output) throws(CRMError) in
        try output.append(CommandTree.completions.text(shell, session.language))
      }
    }
    try session.output.append("\(session.dry(write))\(SafeText.visible(file))\n")
    if let advice = shell.advice { session.notice(advice) }
  }
}

extension CompletionShell {
  /// What remains to be done where the shell does not find the file by itself.
  fileprivate var advice: Phrase? {
    switch self {
    case .bash:
      Phrase(
        ru: "нужен пакет bash-completion; действует в новой оболочке",
        en: "it needs the package bash-completion; it works in a new shell")
    case .zsh:
      Phrase(
        ru: "папка файла должна быть в fpath до compinit в ~/.zshrc; действует в новой оболочке",
        en:
          "the file's folder must be in fpath before compinit in ~/.zshrc; it works in a new shell"
      )
    case .fish: nil
    }
  }
}

extension Session {
  /// The shell of `$SHELL`.
  fileprivate func usualShell() throws(CRMError) -> CompletionShell {
    let name = nonEmptyVariable("SHELL").flatMap { $0.split(separator: "/").last.map(String.init) }
    if let shell = name.flatMap(CompletionShell.init) { return shell }
    throw .usage(
      Phrase(
        ru: "по $SHELL не понять, для какой оболочки: назовите ее",
        en: "$SHELL does not say which shell it is for: name it"),
      hints: CompletionShell.allCases.map {
        Remedy("completions", "install", $0.rawValue).phrase
      })
  }

  /// Where a shell looks for a user's own completions (XDG Base Directory Specification; zsh has no
  /// such place).
  fileprivate func path(ofCompletionsFor shell: CompletionShell) throws(CRMError) -> String {
    guard let home = nonEmptyVariable("HOME") else {
      throw .usage(
        Phrase(ru: "переменная HOME не задана", en: "the variable HOME is not set"),
        hints: [Remedy("completions", shell.rawValue).phrase])
    }
    let data = nonEmptyVariable("XDG_DATA_HOME") ?? "\(home)/.local/share"
    let settings = nonEmptyVariable("XDG_CONFIG_HOME") ?? "\(home)/.config"
    return switch shell {
    case .bash: "\(data)/bash-completion/completions/crm"
    case .zsh: "\(data)/zsh/site-functions/_crm"
    case .fish: "\(settings)/fish/completions/crm.fish"
    }
  }
}
