import CRMCore
import CRMModel
import CommandLineKit

/// `crm merge-document BASE OURS THEIRS PATH`: what `git pull` asks for a document that both sides changed
/// (R120); the merged one takes the place of ours.
struct MergeDocument: Runnable {
  var base = ""
  var ours = ""
  var theirs = ""
  var path = ""
  var prints: Printed { .text }

  static var command: CRMCommand {
    CRMCommand(
      "merge-document",
      Text(ru: "слить документ для git", en: "merge a document for git"),
      discussion: Text(
        ru: "Код завершения 1, если в документе без истории две стороны изменили одно и то же.",
        en: "Status 1 where both sides changed the same thing in a document without a history."),
      traits: .hidden, MergeDocument(),
      rows: [
        .argument(.file("BASE"), help: Text(ru: "с чего начали оба", en: "what both began with")) {
          $0.base = $1
        },
        .argument(.file("OURS"), help: Text(ru: "свое", en: "ours")) { $0.ours = $1 },
        .argument(.file("THEIRS"), help: Text(ru: "чужое", en: "theirs")) { $0.theirs = $1 },
        .argument(
          .text("PATH"), help: Text(ru: "место в каталоге данных", en: "where it lies in the data")
        ) { $0.path = $1 },
      ])
  }

  func run(in session: Session) throws(CRMError) {
    func read(_ file: String) throws(CRMError) -> [UInt8]? {
      let bytes = try session.bytes(of: file, limit: StoreLimits().documentBytes)
      // git gives an empty file where there was none.
      return bytes.isEmpty ? nil : bytes
    }
    let merged: MergedDocument
    let (base, older, newer) = (try read(base), try read(ours), try read(theirs))
    do throws(DocumentError) {
      merged = try FileMerge.merged(
        path, base: base, older: older, newer: newer, now: session.world.now())
    } catch {
      throw .document(path: path, error)
    }
    let (files, place) = (session.world.files, session.absolute(ours))
    do throws(SystemError) {
      try files.truncate(place, to: 0)
      try files.append(merged.bytes ?? [], to: place, at: 0)
    } catch {
      throw .system(error)
    }
    // A person has to look at what no history tells of.
    if !merged.fields.isEmpty { throw .check }
  }
}
