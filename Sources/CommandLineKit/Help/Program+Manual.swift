extension Program {
  /// Every page of the manual: those of the commands in the order of the help, then the topics.
  package func manPages(_ release: ManPage.Release) -> [ManPage] {
    let description = description
    let commands = description.root.flattened.filter { !$0.traits.contains(.hidden) }
    return commands.map { command in
      let isRoot = command.path.isEmpty
      return ManPage(
        HelpPage(
          program: name, command: command, globalOptions: description.globalOptions,
          exitStatuses: isRoot ? exitStatuses : [], topics: isRoot ? description.topics : []),
        release)
    } + description.topics.map { ManPage($0, of: name, release) }
  }
}
