/// A line of a calendar (RFC 5545) or of a card (RFC 6350), which are written alike.
enum ContentLine {
  /// A text where the signs that part values and lines mean nothing.
  static func escaped(_ text: String) -> String {
    text.replacing(["\\": "\\\\", "\n": "\\n", "\r": "", ",": "\\,", ";": "\\;"])
  }

  /// The line with its end, in pieces of 75 bytes at most, none of them cut inside of a character; each
  /// further one begins with a blank.
  static func folded(_ line: String) -> String {
    var folded = ""
    var width = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if width + size > 75 {
        folded += "\r\n "
        width = 1
      }
      folded.unicodeScalars.append(scalar)
      width += size
    }
    return folded + "\r\n"
  }
}
