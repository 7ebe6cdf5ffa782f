import CRMModel
import XCTest

extension XCTestCase {
  /// The refusal of a command that a rule must refuse.
  @discardableResult
  func assertRefused<Value>(
    _ command: @autoclosure () throws -> Value, _ rule: String? = nil, _ note: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) -> Refusal? {
    do {
      _ = try command()
      XCTFail("not refused \(note)", file: file, line: line)
    } catch let refusal as Refusal {
      if let rule {
        XCTAssertEqual(refusal.rule, rule, "\(refusal) \(note)", file: file, line: line)
      }
      return refusal
    } catch {
      XCTFail("\(error) \(note)", file: file, line: line)
    }
    return nil
  }

  /// That a command is refused for exactly these missing things, each `requirement --option`, with
  /// `-` where another command supplies it.
  @discardableResult
  func assertMissing<Value>(
    _ expected: [String], _ command: @autoclosure () throws -> Value, _ note: String = "",
    file: StaticString = #filePath, line: UInt = #line
  ) -> Refusal? {
    let refusal = assertRefused(try command(), "R6", note, file: file, line: line)
    let missing = refusal?.missing.map { "\($0.requirement.rawValue) \($0.option ?? "-")" } ?? []
    XCTAssertEqual(missing.sorted(), expected.sorted(), note, file: file, line: line)
    return refusal
  }
}

extension Refusal {
  /// Every way past it, as a person types it.
  var ways: [String] {
    (remedies + [alternative?.remedy].compactMap(\.self)).map(\.text)
  }
}

extension Remedy {
  /// The words in English, as a person types them.
  var text: String { words.map(\.en).joined(separator: " ") }
}

extension Deal {
  /// The kinds of the events of its last command.
  var lastEvents: [Event.Kind] {
    history.filter { $0.operation == history.last?.operation }.map(\.kind)
  }
}
