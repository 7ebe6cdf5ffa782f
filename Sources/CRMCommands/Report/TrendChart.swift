import CRMModel

/// A line over days, in per cent of 0 to 100; days without a value are left out.
struct TrendChart {
  private let points: [(day: Day, percent: Int)]
  private let presentation: Presentation

  init(points: [(day: Day, percent: Int?)], presentation: Presentation) {
    self.points = points.compactMap { point in point.percent.map { (point.day, $0) } }
    self.presentation = presentation
  }

  /// With axes and a value a day.
  var html: HTML {
    let grid = [0, 50, 100].map { percent -> [HTML] in
      [
        line((0, percent), (1000, percent)).styled("grid"),
        .tag(.text, "\(percent) %").attribute("x", "0").attribute("y", y(percent))
          .attribute("dy", "-4"),
      ]
    }
    // Away from the scale at the left and from the right edge.
    let places = places(from: 100, to: 985)
    let days = [(points.first, "10%", "start"), (points.last, "98.5%", "end")].map {
      point, place, anchor in
      HTML.tag(.text, .text(point.map { presentation.day($0.day) } ?? "")).attribute("x", place)
        .attribute("y", "100%").attribute("text-anchor", anchor)
    }
    return .tag(.svg, grid.joined() + days + lines(places) + zip(places, points).map(dot))
      .styled("chart").attribute("role", "img").attribute("aria-label", "\(ends). \(values)")
  }

  /// The line alone.
  var small: HTML {
    .tag(.svg, lines(places(from: 0, to: 1000))).styled("spark").attribute("aria-hidden", "true")
  }

  /// The first and the last value with their days.
  var ends: String {
    guard let first = points.first, let last = points.last else { return "–" }
    return "\(presentation.day(first.day)): \(first.percent) % → "
      + "\(presentation.day(last.day)): \(last.percent) %"
  }

  private var values: String {
    points.map { "\(presentation.day($0.day)) \($0.percent) %" }.joined(separator: ", ")
  }

  /// A place in thousandths of the width and hundredths of what a line may rise.
  private typealias Place = (x: Int, percent: Int)

  private func places(from left: Int, to right: Int) -> [Place] {
    points.enumerated().map { index, point in
      (left + index * (right - left) / max(points.count - 1, 1), point.percent)
    }
  }

  private func lines(_ places: [Place]) -> [HTML] {
    zip(places, places.dropFirst()).map { line($0, $1) }
  }

  private func line(_ start: Place, _ end: Place) -> HTML {
    .tag(.line).attribute("x1", x(start.x)).attribute("y1", y(start.percent))
      .attribute("x2", x(end.x)).attribute("y2", y(end.percent))
  }

  private func dot(_ place: Place, _ point: (day: Day, percent: Int)) -> HTML {
    .tag(.circle, .tag(.title, .text("\(presentation.day(point.day)): \(point.percent) %")))
      .attribute("cx", x(place.x)).attribute("cy", y(place.percent)).attribute("r", "4")
  }

  private func x(_ thousandths: Int) -> String { "\(thousandths / 10).\(thousandths % 10)%" }

  /// A tenth of the height stays free above and below.
  private func y(_ percent: Int) -> String { "\(90 - percent * 8 / 10)%" }
}
