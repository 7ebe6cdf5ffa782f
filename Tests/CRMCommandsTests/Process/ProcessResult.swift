import Foundation

/// How a process ended and what it said.
struct ProcessResult {
  let status: Int32
  let output: String
  let error: String

  /// The output as JSON objects, one a line or one array.
  func rows() throws -> [[String: Any]] {
    let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
    return value as? [[String: Any]] ?? [value as? [String: Any] ?? [:]]
  }
}
