import CRMCore
import CRMModel
import CommandLineKit

/// Times and zones, which no data directory has to tell.
extension LiveValues {
  /// By when something is due.
  static var dueTimes: [Phrase] {
    [
      Phrase(ru: "сегодня", en: "today"), Phrase(ru: "завтра", en: "tomorrow"),
      Phrase(ru: "пн", en: "mon"), Phrase(ru: "пт", en: "fri"), Phrase("+2h"), Phrase("+1d"),
      Phrase("+3d"), Phrase("+1w"),
    ]
  }

  /// When something happened.
  static var pastTimes: [Phrase] {
    [
      Phrase(ru: "сегодня", en: "today"), Phrase(ru: "вчера", en: "yesterday"), Phrase("-1h"),
      Phrase("-1d"), Phrase("-1w"),
    ]
  }

  /// Times in the language of the line.
  func times(_ words: [Phrase]) -> [LiveValue] {
    words.map { $0[session.language] }.filter { $0.hasPrefix(typed.text) }.map { LiveValue($0) }
  }

  /// The zones of this machine's database.
  func zones() -> [LiveValue] {
    let folder = session.nonEmptyVariable("TZDIR") ?? TimeZoneDatabase.usualFolder
    let path = "\(folder)/tzdata.zi"
    guard let bytes = try? session.world.readFile(path, 1 << 20) else { return [] }
    let names = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line -> String? in
      let words = line.split(separator: UInt8(ascii: " "))
      // `Z NAME …` and `L TARGET NAME` (zic(8)).
      switch words.first {
      case [UInt8(ascii: "Z")]: return String(decoding: words[1], as: UTF8.self)
      case [UInt8(ascii: "L")]: return String(decoding: words[2], as: UTF8.self)
      default: return nil
      }
    }
    return offered(names.sorted().map { [LiveValue($0)] })
  }
}
