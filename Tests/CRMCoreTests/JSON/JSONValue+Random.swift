import CRMCore
import CRMModel

extension JSONValue {
  /// A value of at most `depth` levels, the same for the same generator.
  static func random(using generator: inout SplitMix64, depth: Int = 4) -> JSONValue {
    let kinds = depth == 0 ? 4 : 6
    switch Int.random(in: 0..<kinds, using: &generator) {
    case 0: return .null
    case 1: return .bool(.random(using: &generator))
    case 2:
      let texts = ["0", "-0", "12.10", "1e400", "-1.50E-7", "9223372036854775808", "55000"]
      return texts.randomElement(using: &generator).flatMap(JSONNumber.init(text:)).map(
        JSONValue.number) ?? .null
    case 3: return .string(randomText(using: &generator))
    case 4:
      return .array(
        (0..<Int.random(in: 0...4, using: &generator)).map { _ in
          random(using: &generator, depth: depth - 1)
        })
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0...5, using: &generator) {
        let key = randomText(using: &generator)
        object[key] = random(using: &generator, depth: depth - 1)
      }
      return .object(object)
    }
  }

  private static func randomText(using generator: inout SplitMix64) -> String {
    let pieces = [
      "a", "Ж", "ё", "«", "\"", "\\", "/", "\n", "\u{0}", "\u{1b}", "🍕", "\u{9b}", "\u{202e}", " ",
      "Кафе на углу", "\u{FEFF}", "\u{301}", "\u{FFFF}", "\u{10FFFF}", "и\u{306}",
    ]
    return (0..<Int.random(in: 0...6, using: &generator))
      .compactMap { _ in pieces.randomElement(using: &generator) }.joined()
  }
}
