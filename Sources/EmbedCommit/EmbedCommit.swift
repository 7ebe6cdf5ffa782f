import Foundation
import PackagePlugin

/// Tells the program from which commit it was built, for `crm --version`.
///
/// The commit is read from the checkout's own files, so neither git nor a checkout is needed: an archive
/// of the sources builds a program that names none.
@main
struct EmbedCommit: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let commit = Checkout(of: context.package.directoryURL)?.commit ?? ""
    let output = context.pluginWorkDirectoryURL.appending(path: "BuildCommit.swift")
    let source = """
      /// From which commit the program was built; empty where nobody knows.
      enum BuildCommit {
        static let text = "\(commit)"
      }
      """
    return [
      .buildCommand(
        displayName: "Embedding the commit", executable: URL(filePath: "/bin/sh"),
        arguments: ["-euc", #"printf '%s\n' "$2" >"$1""#, "sh", output.path, source],
        outputFiles: [output])
    ]
  }
}

/// The files in which git keeps what is checked out (gitrepository-layout(5)).
private struct Checkout {
  /// Those of this working tree, and those that all working trees share.
  private let own: URL
  private let shared: URL

  init?(of folder: URL) {
    var own = folder.appending(path: ".git")
    if let link = Self.line(of: own) {
      // Another working tree of a repository has a file that says where its own folder is.
      guard link.hasPrefix("gitdir: ") else { return nil }
      own = Self.place(String(link.dropFirst(8)), in: folder)
    }
    self.own = own
    let common = Self.line(of: own.appending(path: "commondir"))
    shared = common.map { Self.place($0, in: own) } ?? own
  }

  private static func place(_ path: String, in folder: URL) -> URL {
    path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
  }

  /// The first digits of the commit that is checked out; `nil` where there is none.
  var commit: String? {
    guard let head = Self.line(of: own.appending(path: "HEAD")) else { return nil }
    let name = head.hasPrefix("ref: ") ? commit(of: String(head.dropFirst(5))) : head
    return name.flatMap {
      $0.count >= 40 && $0.allSatisfy(\.isHexDigit) ? String($0.prefix(10)) : nil
    }
  }

  private func commit(of branch: String) -> String? {
    if let loose = Self.line(of: shared.appending(path: branch)) { return loose }
    let packed = try? String(contentsOf: shared.appending(path: "packed-refs"), encoding: .utf8)
    let line = packed?.split(separator: "\n").first { $0.hasSuffix(" \(branch)") }
    return line.flatMap { $0.split(separator: " ").first.map(String.init) }
  }

  /// The first line of a file; `nil` for a folder and for what is not there.
  private static func line(of file: URL) -> String? {
    (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n").first.map(String.init)
  }
}
