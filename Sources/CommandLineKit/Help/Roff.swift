/// The lines of a page of the manual, with everything escaped that means something to roff.
struct Roff {
  /// A section that every page of its kind has.
  enum Section {
    case name, synopsis, description, seeAlso

    var text: Text {
      switch self {
      case .name: Text(ru: "Имя", en: "Name")
      case .synopsis: Text(ru: "Вызов", en: "Synopsis")
      case .description: Text(ru: "Описание", en: "Description")
      case .seeAlso: Text(ru: "См. также", en: "See also")
      }
    }
  }

  let language: Language
  private var lines: [String] = []

  init(language: Language) { self.language = language }

  /// The page so far, ending with a newline.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// What stands above and below every page.
  mutating func head(
    _ name: String, _ section: Int, _ day: String, _ release: String, _ program: String
  ) {
    let words = [Self.escaped(name.uppercased()), "\(section)", day, release, program]
    lines.append(".TH " + words.map { "\"\($0)\"" }.joined(separator: " "))
    // Paths and options are not to be broken, nor lines stretched around them.
    lines += [".nh", ".ad l"]
  }

  /// The line by which `apropos` finds the page.
  mutating func name(_ name: String, _ summary: Text) {
    section(.name)
    fill("\(name) - \(summary[language])")
  }

  mutating func section(_ section: Section) { self.section(section.text) }

  mutating func section(_ heading: Text) {
    lines.append(".SH \"\(Self.escaped(heading[language].uppercased()))\"")
  }

  /// How the command is called, its own words set off.
  mutating func synopsis(_ command: String, _ parts: [String]) {
    lines.append(".B \"\(Self.escaped(command))\"")
    fill(parts.joined(separator: " "))
  }

  /// Paragraphs, parted by a newline.
  mutating func paragraphs(_ text: Text) {
    for paragraph in text[language].split(separator: "\n") {
      beginParagraph()
      fill(String(paragraph))
    }
  }

  /// A section of labels and what is said of them.
  mutating func list(_ heading: Text, _ entries: [HelpWriter.Entry]) {
    guard !entries.isEmpty else { return }
    section(heading)
    for entry in entries {
      lines.append(".TP")
      let label = entry.label.drop { $0 == " " }
      lines.append("\\fB\(Self.escaped(String(label)))\\fR")
      fill(entry.text)
    }
  }

  /// Command lines, which are never broken so that they can be pasted.
  mutating func examples(_ examples: [Example]) {
    guard !examples.isEmpty else { return }
    section(HelpWriter.Heading.examples.text)
    for example in examples {
      beginParagraph()
      fill(example.summary[language] + ":")
      lines += [".PP", ".RS 4", ".nf", Self.line(example.line), ".fi", ".RE"]
    }
  }

  /// A heading begins one by itself.
  private mutating func beginParagraph() {
    if lines.last?.hasPrefix(".SH") == false { lines.append(".PP") }
  }

  /// Other pages, as `name(1)`.
  mutating func references(_ pages: [String]) { fill(pages.joined(separator: ", ")) }

  /// Text in lines of a length that the checkers of pages ask for; roff fills them again.
  private mutating func fill(_ text: String) {
    var line = ""
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      // What no line holds may be broken behind its commas.
      let isLong = word.count > 40
      let word = Self.escaped(String(word)).replacing(",", with: isLong ? ",\\:" : ",")
      if !line.isEmpty, line.utf8.count + 1 + word.utf8.count > 78 {
        lines.append(Self.begun(line))
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(Self.begun(line)) }
  }

  private static func line(_ text: String) -> String { begun(escaped(text)) }

  /// A line that begins like a request is none.
  ///
  /// One that mandoc finds long begins with an escape too, by which it is let off: it counts a letter
  /// beyond ASCII as the eight signs of `\[u0438]`, so that few words of Russian fit its 80.
  private static func begun(_ line: String) -> String {
    let width = line.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 8) }
    return line.first == "." || width > 80 ? "\\&" + line : line
  }

  /// The text as it is to be read and copied: roff makes typographic signs of ASCII ones, and an
  /// apostrophe begins a request (groff_char(7)).
  static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      switch character {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "\"": escaped += "\\(dq"
      case "`": escaped += "\\(ga"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      default: escaped.append(character)
      }
    }
  }
}
