extension String {
  /// The text with values in place of their names in braces; a name that means nothing stays.
  package func filling(_ value: (String) -> String?) -> String {
    var filled = ""
    var rest = self[...]
    // Braces are no part of any other character.
    while let opening = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
      let closing = rest[opening...].utf8.firstIndex(of: UInt8(ascii: "}"))
    {
      let name = String(rest[opening..<closing].dropFirst())
      filled += String(rest[..<opening]) + (value(name) ?? String(rest[opening...closing]))
      rest = rest[closing...].dropFirst()
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
