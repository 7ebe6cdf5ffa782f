import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// What becomes of everything that two machines changed, as a table for people (R121).
///
/// The rows come from the schema: a new property fails the test until its row stands in the file and
/// somebody has read it.
struct TwoSidedChanges {
  private static let path = "Tests/CRMCoreTests/Fixtures/two-sided-changes.txt"
  private static let head = """
    # What becomes of what two machines changed (R121), by the schema: each property of each kind, each
    # setting, each list of the department's own files. Written by the tests that walk them:
    # CRM_RECORD=1 swift test --filter 'DocumentMerge|DepartmentMerge', each time alone; read the diff.
    #
    # one      changed on one side          alike    changed on both alike
    # differ   changed on both differently  removed  changed, and removed later on the other side
    # changed  removed, and changed later on the other side
    #
    # earlier, later: whose change stays; both: both do.
    # told: the history (reconciled) or the answer of `crm sync` names what was kept and what was dropped.

    """

  /// What is wanted of a property.
  struct Row {
    let name: String
    let policy: String
    var one = "-"
    var alike = "-"
    var differ = "-"
    var removed = "-"
    var changed = "-"

    fileprivate var cells: [String] { [name, policy, one, alike, differ, removed, changed] }
  }

  /// Says what came of three values in the table's words.
  static func outcome(
    _ value: JSONValue?, isTold: Bool, base: JSONValue?, early: JSONValue?, late: JSONValue?
  ) -> String {
    let word =
      if value == late, value == early {
        value == nil ? "removed" : "changed"
      } else if value == late {
        late == nil ? "removed" : "later"
      } else if value == early {
        early == nil ? "removed" : "earlier"
      } else if value == base {
        "as before"
      } else {
        "both"
      }
    return isTold ? word + ", told" : word
  }

  /// Holds rows against those of the file whose names begin with some groups: all that there are.
  static func check(
    _ rows: [Row], of groups: Set<String>, file: StaticString = #filePath, line: UInt = #line
  ) throws {
    let recorded = RecordedFile(path)
    let text = (try? String(contentsOf: recorded.url, encoding: .utf8)) ?? ""
    let others = text.split(separator: "\n").map(String.init).filter { line in
      !line.hasPrefix("#") && !line.hasPrefix("name ")
        && !groups.contains(String(line.prefix { $0 != "." && $0 != " " }))
    }
    let own = rows.map { row in
      zip(row.cells, [33, 16, 9, 10, 15, 16, 0]).map { cell, width in
        cell.padding(toLength: max(width, cell.count), withPad: " ", startingAt: 0)
      }.joined(separator: " ").trimmingCharacters(in: .whitespaces)
    }
    let title =
      "name                              merged           one       alike      differ          "
      + "removed          changed"
    try recorded.check(
      head + title + "\n" + (others + own).sorted().joined(separator: "\n") + "\n", file: file,
      line: line)
  }
}

extension Merging {
  /// The policy in a word.
  var word: String {
    switch self {
    case .latest: "latest"
    case .together(.closing): "with closing"
    case .together(.outcome): "with outcome"
    case .together(.sums): "with sums"
    case .members: "members"
    case .rows: "rows"
    case .entries(let keys, _):
      "by " + keys.map { $0.joined(separator: "+") }.joined(separator: "|")
    case .parts: "part by part"
    case .history: "history"
    }
  }
}
