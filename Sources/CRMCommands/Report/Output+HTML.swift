import CRMCore
import CRMModel

extension Output {
  /// Writes a piece of a page.
  func append(_ html: HTML) throws(CRMError) {
    switch html {
    case .text(let text): try append(Self.escaped(text))
    case .style(let sheet): try append("<style>\n\(sheet)</style>\n")
    case .series(let pieces):
      for piece in pieces { try append(piece) }
    case .element(let tag, let attributes, let content):
      try append("<\(tag.rawValue)")
      for attribute in attributes {
        try append(" \(attribute.name)=\"")
        try append(Self.escaped(attribute.value))
        try append("\"")
      }
      try append(">")
      for piece in content { try append(piece) }
      if !tag.isVoid { try append("</\(tag.rawValue)>") }
      if !tag.isInLine { try append("\n") }
    }
  }

  /// Text that is neither markup nor the end of an attribute; what would hide in it or reorder it is
  /// shown, as in a terminal.
  private static func escaped(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for byte in SafeText.visible(text).utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes += "&amp;".utf8
      case UInt8(ascii: "<"): bytes += "&lt;".utf8
      case UInt8(ascii: ">"): bytes += "&gt;".utf8
      case UInt8(ascii: "\""): bytes += "&quot;".utf8
      case UInt8(ascii: "'"): bytes += "&#39;".utf8
      default: bytes.append(byte)
      }
    }
    return bytes
  }
}
