extension String {
  /// The text with values in place of their names in braces; a name that means nothing stays.
  package func filling(_ value: (String) -> String?) -> String {
    var filled = ""
    var rest = self[...]
    while let opening = rest.firstIndex(of: "{"), let closing = rest[opening...].firstIndex(of: "}")
    {
      let name = String(rest[rest.index(after: opening)..<closing])
      filled += rest[..<opening] + (value(name) ?? String(rest[opening...closing]))
      rest = rest[rest.index(after: closing)...]
    }
    return filled + rest
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
