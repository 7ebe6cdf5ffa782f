@testable import CRMCore

extension CodePage {
  /// A text in this code page; what it has no byte for is a 0.
  func bytes(of text: String) -> [UInt8] {
    let bytes = (0x80...0xFF).map { UInt8($0) }
    let upper = Dictionary(
      bytes.map { (String(decoding: utf8([$0]), as: UTF8.self), $0) },
      uniquingKeysWith: { first, _ in first })
    return text.unicodeScalars.map { $0.isASCII ? UInt8($0.value) : upper[String($0)] ?? 0 }
  }
}
