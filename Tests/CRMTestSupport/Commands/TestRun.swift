package import CRMCore

/// What one command did: its exit status and what it wrote.
package struct TestRun {
  /// The exit status.
  package let status: Int32
  /// Standard output.
  package let outputBytes: [UInt8]
  /// Standard error.
  package let errorBytes: [UInt8]

  /// Standard output as text.
  package var out: String { String(decoding: outputBytes, as: UTF8.self) }
  /// Standard error as text.
  package var err: String { String(decoding: errorBytes, as: UTF8.self) }
  /// Standard output without its last line break.
  package var id: String { String(out.prefix { $0 != "\n" }) }

  /// Standard output as JSON; `null` where it is none.
  package var json: JSONValue { (try? JSONReader.parse(outputBytes)) ?? .null }
  /// The `error` object of standard error; `null` where there is none.
  package var error: JSONValue {
    ((try? JSONReader.parse(errorBytes)) ?? .null).at("error")
  }
  /// `error.code`, such as `not-found`.
  package var code: String? { error.at("code").string }
}

extension JSONValue {
  /// The value that keys and positions lead to, such as `at("tasks", 0, "id")`; `null` where they
  /// lead nowhere.
  package func at(_ path: any JSONStep...) -> JSONValue {
    path.reduce(self) { value, step in step.step(into: value) ?? .null }
  }

  /// The keys of an object, sorted.
  package var keys: [String] { object?.members.map(\.key) ?? [] }
}

/// A key of an object or a position in an array.
package protocol JSONStep {
  /// The value that this leads to.
  func step(into value: JSONValue) -> JSONValue?
}

extension String: JSONStep {
  /// The value of this key.
  package func step(into value: JSONValue) -> JSONValue? { value[self] }
}

extension Int: JSONStep {
  /// The element at this position.
  package func step(into value: JSONValue) -> JSONValue? {
    value.array.flatMap { $0.indices.contains(self) ? $0[self] : nil }
  }
}
