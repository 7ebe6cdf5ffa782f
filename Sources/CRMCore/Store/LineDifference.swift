/// What of a content can be taken from an earlier one, line by line.
///
/// A line that stands elsewhere in the earlier content is found too, so that several small changes far
/// apart stay small. One pass over both.
enum LineDifference {
  /// The pieces that make up a content, in order.
  static func pieces(of new: [UInt8], from old: [UInt8]) -> [JournalRecord.Piece] {
    var pieces: [JournalRecord.Piece] = []
    var places: [ArraySlice<UInt8>: Int] = [:]
    /// Where the line in `old` begins that follows the last one taken.
    var next = 0
    var start = 0
    while start < new.count {
      let line = new[start..<endOfLine(in: new, from: start)]
      var place: Int? = old[next...].starts(with: line) ? next : nil
      if place == nil {
        if places.isEmpty { places = starts(of: old) }
        place = places[line]
      }
      if let place {
        next = place + line.count
        if case .kept(let range)? = pieces.last, range.upperBound == place {
          pieces[pieces.count - 1] = .kept(range.lowerBound..<next)
        } else {
          pieces.append(.kept(place..<next))
        }
      } else if case .own(let range)? = pieces.last {
        pieces[pieces.count - 1] = .own(range.lowerBound..<line.endIndex)
      } else {
        pieces.append(.own(start..<line.endIndex))
      }
      start = line.endIndex
    }
    return pieces
  }

  /// Where each line begins; of equal ones the first.
  private static func starts(of content: [UInt8]) -> [ArraySlice<UInt8>: Int] {
    var places: [ArraySlice<UInt8>: Int] = [:]
    var start = 0
    while start < content.count {
      let end = endOfLine(in: content, from: start)
      if places[content[start..<end]] == nil { places[content[start..<end]] = start }
      start = end
    }
    return places
  }

  private static func endOfLine(in content: [UInt8], from start: Int) -> Int {
    content[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? content.count
  }
}
