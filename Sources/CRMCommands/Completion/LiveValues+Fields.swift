import CRMModel
import CommandLineKit

/// Names of fields, as the line's command declares what it prints.
extension LiveValues {
  /// Names for `--fields` and `--sort`: the name behind the last comma, of those not named before.
  func fields(_ names: Printed.Names?) -> [LiveValue] {
    let start = typed.text.lastIndex(of: ",").map { typed.text[...$0] } ?? ""
    let sign = typed.text[start.endIndex...].hasPrefix("-") ? "-" : ""
    let used = start.split(separator: ",").map { $0.drop { $0 == "-" } }
    // The parts of an object are offered behind its name.
    let isPart = typed.text[start.endIndex...].contains(".")
    return (names?.all(session.schema) ?? []).flatMap { field in
      (field.key.contains(".") == isPart ? [field.key] : isPart ? field.parts : [])
        .filter { !used.contains($0[...]) }
        .compactMap { name in
          let value = "\(start)\(sign)\(name)"
          guard value.utf8.starts(with: typed.text.utf8) else { return nil }
          return LiveValue(value, field.title[session.language])
        }
    }
  }
}
