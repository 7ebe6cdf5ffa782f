import CRMModel
import CommandLineKit

/// Names of fields.
extension LiveValues {
  /// Names for `--fields` and `--sort`: the name behind the last comma, of those not named before.
  func fields() -> [LiveValue] {
    let start = typed.text.lastIndex(of: ",").map { typed.text[...$0] } ?? ""
    let sign = typed.text[start.endIndex...].hasPrefix("-") ? "-" : ""
    let used = start.split(separator: ",").map { $0.drop { $0 == "-" } }
    return columns.filter { !used.contains($0.key[...]) }.compactMap { column in
      let value = "\(start)\(sign)\(column.key)"
      guard value.utf8.starts(with: typed.text.utf8) else { return nil }
      return LiveValue(value, Text(ru: column.title.ru, en: column.title.en)[session.language])
    }
  }

  /// The fields of what the line's command prints.
  private var columns: [(key: String, title: Phrase)] {
    let isList = line.path.last == "list"
    return switch line.path.first {
    case "company": columns(line.path.last == "show" ? .companyCard : .company, isList)
    case "contact": columns(.contact, isList)
    case "deal", "comment": columns(.deal, isList)
    case "task": columns(line.path.last == "done" ? .taskWithNext : .task, isList)
    case "user": columns(.user, isList)
    case "department": columns(.department, isList)
    case "pipeline": columns(.pipeline, isList)
    case "audit": columns(.finding, isList)
    case "today": columns(.day, isList)
    case "split-pay": columns(.split, isList)
    case "init": columns(.newDirectory, isList)
    case "log", "undo", "redo": columns(.operation, isList)
    default: []
    }
  }

  private func columns<Row>(_ noun: Noun<Row>, _ isList: Bool) -> [(key: String, title: Phrase)] {
    noun.columns.filter { !isList || !$0.isInCardOnly }.map { ($0.key, $0.title) }
  }
}
