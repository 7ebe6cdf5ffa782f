/// A bar of coloured parts; what it shows stands beside it in words.
struct Bar {
  /// The parts in their order: the style's name and the size.
  let parts: [(style: String, size: Int)]
  /// The size of the whole width.
  let whole: Int

  var html: HTML {
    var start = 0
    var rectangles: [HTML] = []
    for part in parts where part.size > 0 {
      rectangles.append(
        .tag(.rect).styled(part.style).attribute("x", percent(start))
          .attribute("width", percent(part.size)).attribute("height", "100%"))
      start += part.size
    }
    return .tag(.svg, rectangles).styled("bar").attribute("aria-hidden", "true")
  }

  /// A part of the whole with two digits behind the point.
  private func percent(_ size: Int) -> String {
    let parts = whole > 0 ? size * 10_000 / whole : 0
    return "\(parts / 100).\(parts % 100 < 10 ? "0" : "")\(parts % 100)%"
  }
}
