extension Requirement {
  /// R11, R12: a substantive comment about what has happened.
  static let comment = Requirement(
    id: .comment, lasts: .on,
    asks: { pipeline, _ in
      let rule = pipeline.commentRule
      return Phrase(
        ru: "развернутый комментарий: от \(rule.leastCharacters) знаков и \(rule.leastWords) слов, "
          + "не считая отговорок",
        en: "a substantive comment: at least \(rule.leastCharacters) characters and "
          + "\(rule.leastWords) words beside stock phrases")
    },
    missing: { subject, stage in
      let comments = subject.comments(for: stage.id)
      switch subject.pipeline.commentProblem(among: comments) {
      case nil:
        return []
      case .missing?:
        return [
          Missing(
            .comment,
            Phrase(
              ru: "нужен развернутый комментарий об этапе '\(stage.name)'",
              en: "a substantive comment about '\(stage.name)' is missing"),
            option: "--comment")
        ]
      case .thin?:
        let rule = subject.pipeline.commentRule
        return [
          Missing(
            .comment,
            Phrase(
              ru: "комментарий слишком короткий: нужно от \(rule.leastCharacters) знаков и "
                + "\(rule.leastWords) слов, не считая отговорок вроде «не интересно»",
              en: "the comment is too thin: at least \(rule.leastCharacters) characters and "
                + "\(rule.leastWords) words are needed beside phrases such as 'not interested'"),
            option: "--comment")
        ]
      }
    })
}
