extension DocumentError {
  /// The document says another name in a field than its file has.
  static func isNotTheFilesName(_ field: String = "id") -> DocumentError {
    DocumentError(field, ru: "не совпадает с именем файла", en: "is not the file's name")
  }
}
