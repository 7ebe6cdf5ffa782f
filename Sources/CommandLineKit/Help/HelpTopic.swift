/// Something worth knowing that belongs to no single command, read by `help TOPIC`.
package struct HelpTopic: Hashable, Sendable {
  /// A part of the text.
  package enum Block: Hashable, Sendable {
    /// Paragraphs, parted by a newline.
    case text(Text)
    /// A list with a heading.
    case list(Text, [Item])
    /// Command lines to paste.
    case examples([Example])
  }

  /// A line of a list.
  package struct Item: Hashable, Sendable {
    /// What the line is about.
    package let label: String
    /// What is said about it.
    package let text: Text

    /// Creates a line.
    package init(_ label: String, _ text: Text) {
      self.label = label
      self.text = text
    }
  }

  /// The word that names it.
  package let name: String
  /// What it is about, in one line.
  package let summary: Text
  /// The text.
  package let blocks: [Block]

  /// Creates a topic.
  package init(_ name: String, _ summary: Text, _ blocks: [Block]) {
    self.name = name
    self.summary = summary
    self.blocks = blocks
  }

  /// The command lines that it shows.
  package var examples: [Example] {
    blocks.flatMap { block -> [Example] in
      switch block {
      case .examples(let examples): examples
      case .text, .list: []
      }
    }
  }

  /// The page, ending with a newline; widths are those of `HelpPage`.
  package func text(_ language: Language, width: Int) -> String {
    let writer = HelpWriter(language: language, width: width)
    let parts = blocks.map { block -> [String] in
      switch block {
      case .text(let text): writer.wrap(text)
      case .list(let heading, let items):
        writer.section(
          heading, items.map { HelpWriter.Entry(label: $0.label, text: $0.text[language]) })
      case .examples(let examples): writer.examples(examples)
      }
    }
    return ([writer.wrap(summary)] + parts).filter { !$0.isEmpty }
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }
}
