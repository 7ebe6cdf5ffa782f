/// One argument, option or flag, as help, completion and the parser see it.
package struct ParameterDescription: Hashable, Sendable {
  /// The spellings, such as `-n` and `--dry-run`; empty for an argument, which is known by place.
  package let names: [String]
  /// The value it takes; nil for a flag.
  package let value: ValueDescription?
  /// Whether leaving it out is a usage error.
  package let isRequired: Bool
  /// Whether it may be given more than once.
  package let isRepeatable: Bool
  /// What it does.
  package let help: Text
  /// Whether a word too many may be its value, whose name was forgotten; a required one always is.
  private(set) var isMeantByPlace = false
  /// Whether it is an argument that gives way: a word that is none of its choices is the next one's.
  private(set) var givesWay = false

  /// Creates a description.
  package init(
    names: [String], value: ValueDescription?, isRequired: Bool = false,
    isRepeatable: Bool = false, help: Text
  ) {
    self.names = names
    self.value = value
    self.isRequired = isRequired
    self.isRepeatable = isRepeatable
    self.help = help
  }

  /// The same, whose value people type without its name.
  var meantByPlace: ParameterDescription {
    var description = self
    description.isMeantByPlace = true
    return description
  }

  /// The same, in front of another argument, where a word that is none of its choices is that one's.
  var givingWay: ParameterDescription {
    var description = self
    description.givesWay = true
    return description
  }

  /// Whether it is known by its place instead of a name.
  package var isArgument: Bool { names.isEmpty }

  /// Whether it is an option that takes no value.
  package var isFlag: Bool { value == nil }

  /// The name for messages: the longest spelling of an option, the placeholder of an argument.
  package var title: String {
    names.last { $0.hasPrefix("--") } ?? names.last ?? value?.name ?? ""
  }

  /// The flag `-h`, `--help` of every command.
  package static var helpFlag: ParameterDescription {
    ParameterDescription(
      names: ["-h", "--help"], value: nil,
      help: Text(ru: "показать справку о команде", en: "show help for the command"))
  }

  /// The flag `--version` of every command.
  package static var versionFlag: ParameterDescription {
    ParameterDescription(
      names: ["--version"], value: nil,
      help: Text(ru: "показать версию программы", en: "show the version of the program"))
  }
}
