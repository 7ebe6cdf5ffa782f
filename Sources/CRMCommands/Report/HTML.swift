/// A piece of a page, well formed by construction: elements close themselves, and whatever is text is
/// escaped when it is written.
indirect enum HTML {
  /// Text of a program's or a person's making.
  case text(String)
  /// An element with what it holds.
  case element(Tag, [Attribute], [HTML])
  /// Pieces made one after another while they are written, so that a hundred thousand of them are
  /// never in memory at once.
  case series(AnySequence<HTML>)
  /// A style sheet from the code.
  case style(StaticString)

  /// An attribute, whose name always comes from the code.
  struct Attribute {
    let name: StaticString
    let value: String
  }

  /// An element without attributes.
  static func tag(_ tag: Tag, _ content: HTML...) -> HTML { .element(tag, [], content) }

  /// An element without attributes.
  static func tag(_ tag: Tag, _ content: [HTML]) -> HTML { .element(tag, [], content) }

  /// A piece for everything in a sequence, made when it is written.
  static func each<Items: Sequence>(
    _ items: Items, _ make: @escaping (Items.Element) -> HTML
  ) -> HTML {
    .series(AnySequence(items.lazy.map(make)))
  }

  /// The element with one more attribute.
  func attribute(_ name: StaticString, _ value: String) -> HTML {
    guard case .element(let tag, let attributes, let content) = self else { return self }
    return .element(tag, attributes + [Attribute(name: name, value: value)], content)
  }

  /// The element as the style sheet knows it.
  func styled(_ name: String) -> HTML { attribute("class", name) }

  /// The elements that are used.
  enum Tag: String {
    case a, bdi, body, caption, circle, code, data, dd, desc, details, div, dl, dt, footer, h1, h2
    case h3, head, header, html, img, li, line, main, meta, p, rect, section, small, span, strong
    case summary, svg, table, tbody, td, text, th, thead, time, title, tr, ul

    /// Whether it has neither content nor an end.
    var isVoid: Bool { self == .meta || self == .img }

    /// Whether it stands within a line of text, where a line break would show.
    var isInLine: Bool {
      switch self {
      case .a, .bdi, .code, .data, .small, .span, .strong, .time: true
      case .body, .caption, .circle, .dd, .desc, .details, .div, .dl, .dt, .footer, .h1, .h2, .h3,
        .head, .header, .html, .img, .li, .line, .main, .meta, .p, .rect, .section, .summary, .svg,
        .table, .tbody, .td, .text, .th, .thead, .title, .tr, .ul:
        false
      }
    }
  }
}

extension HTML: ExpressibleByStringInterpolation {
  init(stringLiteral text: String) { self = .text(text) }
}
