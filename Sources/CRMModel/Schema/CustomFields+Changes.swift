/// Making, changing and removing a department's own fields (R35).
extension CustomFields {
  /// Adds a field.
  ///
  /// - Throws: ``FieldProblem`` for an id or a name that is taken or cannot be written in an
  ///   expression, and for a dictionary that does not fit the type.
  public mutating func add(_ field: CustomField, _ schema: Schema) throws(FieldProblem) {
    guard PipelineLint.isPlainID(field.id) else {
      throw FieldProblem(
        Phrase(
          ru: "id поля — малые латинские буквы, цифры и дефис, а не '\(field.id)'",
          en: "a field's id has small Latin letters, digits and hyphens, not '\(field.id)'"))
    }
    guard of(field.on).count < Self.limit else {
      throw FieldProblem(
        Phrase(ru: "полей не больше \(Self.limit)", en: "there are at most \(Self.limit) fields"))
    }
    try checkNames(of: field, schema)
    try checkChoices(of: field)
    all.append(field)
  }

  /// Gives a field another name, dictionary or default.
  ///
  /// - Throws: ``FieldProblem`` as for a new one.
  public mutating func replace(_ field: CustomField, _ schema: Schema) throws(FieldProblem) {
    guard let place = all.firstIndex(where: { $0.id == field.id && $0.on == field.on }) else {
      return
    }
    var others = self
    others.all.remove(at: place)
    try others.checkNames(of: field, schema)
    try checkChoices(of: field)
    all[place] = field
  }

  /// What an expression understands by a word must be one thing.
  private func checkNames(of field: CustomField, _ schema: Schema) throws(FieldProblem) {
    for word in Set([field.id, field.name]) {
      guard !word.contains("."), !ExpressionParser.isKeyword(word) else {
        throw FieldProblem(
          Phrase(
            ru: "поле не может называться '\(word)': так пишут выражения",
            en: "no field can be called '\(word)': expressions use it"))
      }
      let isBuiltIn = schema.hasBuiltIn(word, of: field.on)
      guard !isBuiltIn, !of(field.on).contains(where: { $0.isCalled(word) }) else {
        throw FieldProblem(
          Phrase(
            ru: "'\(word)' уже есть: \(field.on.many.ru)",
            en: "'\(word)' is taken: \(field.on.many.en)"))
      }
    }
  }

  private func checkChoices(of field: CustomField) throws(FieldProblem) {
    let needs = field.type == .choice || field.type == .choices
    guard field.choices.isEmpty != needs else {
      throw FieldProblem(
        needs
          ? Phrase(
            ru: "у поля со значениями на выбор нужны --choice", en: "a choice needs --choice")
          : Phrase(
            ru: "--choice бывает только у типов choice и choices",
            en: "--choice is for the types choice and choices"))
    }
    guard field.bounds.isOpen || [.number, .money].contains(field.type), !field.bounds.isEmpty
    else {
      throw FieldProblem(
        Phrase(
          ru: "--min и --max — у типов number и money, и --min не больше --max",
          en: "--min and --max are for the types number and money, --min not above --max"))
    }
    guard field.choices.count <= Self.limit,
      Set(field.choices.map(Folding.fold)).count == field.choices.count
    else {
      throw FieldProblem(
        Phrase(
          ru: "значения повторяются, или их больше \(Self.limit)",
          en: "values repeat, or there are more than \(Self.limit)"))
    }
  }
}
