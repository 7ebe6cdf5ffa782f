extension String {
  /// The text with values in place of their names in braces; a name that means nothing stays.
  package func filling(_ value: (String) -> String?) -> String {
    var filled = ""
    var rest = self[...]
    // By bytes: braces are one each, whatever stands behind them.
    while let opening = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let closing = rest[opening...].utf8.firstIndex(of: UInt8(ascii: "}"))
    {
      let name = String(rest[rest.utf8.index(after: opening)..<closing])
      let end = rest.utf8.index(after: closing)
      filled += String(rest[..<opening]) + (value(name) ?? String(rest[opening..<end]))
      rest = rest[end...]
    }
    return filled + String(rest)
  }

  /// The names in braces; what has a quotation mark in it is JSON.
  var namesInBraces: [String] {
    var names: [String] = []
    _ = filling { name in
      if !name.contains("\"") { names.append(name) }
      return nil
    }
    return names
  }
}
