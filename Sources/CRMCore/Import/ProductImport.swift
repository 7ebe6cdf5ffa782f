package import CRMModel

/// What became of a table of products (R71).
package struct ProductImportResult: Sendable {
  /// The products of the table, as they are now.
  package fileprivate(set) var products: [Identifier<Product>] = []
  package fileprivate(set) var created = 0
  package fileprivate(set) var updated = 0
  package fileprivate(set) var unchanged = 0
  package fileprivate(set) var rejected: [ImportResult.Rejection] = []
}

extension Transaction {
  /// What columns are called beside what the format of tables of one's own says.
  private static let heads = [
    "code": "code", "код": "code", "name": "name", "название": "name", "unit": "unit",
    "единица": "unit", "vatrate": "vatRate", "ставка ндс": "vatRate", "currency": "currency",
    "валюта": "currency", "list": "list", "прайс-лист": "list", "from": "from",
    "с какого дня": "from",
  ]

  /// Adds the products of a table and brings those that there are to what it says; an empty cell erases
  /// nothing, and what cannot be understood is said while the rest goes in.
  ///
  /// - Throws: `CRMError.usage` for what is no table with the codes of products.
  package func importProducts(_ bytes: [UInt8]) throws(CRMError) -> ProductImportResult {
    let table: ImportTable
    do throws(ImportError) { table = try ImportTable(bytes: bytes) } catch { throw CRMError(error) }
    let format = try importFormat(ImportFormat.ownTable)
    let named = (format.tables[.product] ?? [:]).mapValues(\.key).merging(Self.heads) { $1 }
    var rows = NamedRows(table, heads: named, words: format.words[.product] ?? [:])
    guard rows.has("code") else {
      throw CRMError(ImportError.missingColumns(["code"], encoding: table.encoding))
    }
    var result = ProductImportResult()
    while let (line, values, problem) = rows.next() {
      do throws(CRMError) {
        if let problem { throw .usage(problem) }
        try take(values, &result)
      } catch {
        guard let reason = error.ofOneRow else { throw error }
        let row = values.sorted { $0.key < $1.key }.map(\.value).joined(separator: ",")
        result.rejected.append(.init(line: line, reason: reason, row: row))
      }
    }
    return result
  }

  private func take(
    _ values: [String: String], _ result: inout ProductImportResult
  ) throws(CRMError) {
    guard let code = values["code"] else {
      throw .usage(Phrase(ru: "нет кода товара", en: "the product has no code"))
    }
    let known = try product(of: code)
    let blank = Product(id: try newIdentifier(Product.self))
    let before = known ?? blank
    var edit = CardEdit<Product>()
    if known == nil { edit.fill(.code, code) }
    for field in ProductForm.details { edit.fill(field, values[field.key]) }
    if let mistake = edit.mistake(in: before) { throw .usage(mistake.problem) }
    var product = edit.apply(to: before, in: context)
    if let price = values["price"] {
      let (from, currency): (Day?, Currency?)
      do throws(ValueError) {
        from = try values["from"].map { (text) throws(ValueError) in try Day(parsing: text) }
        currency = try values["currency"].map { (text) throws(ValueError) in
          try Currency(parsing: text)
        }
      } catch {
        throw .usage(error.problem)
      }
      product = try pricing(
        product, price, currency, list: values["list"] ?? ProductPrice.usualList, from: from)
    }
    result.products.append(product.id)
    if known == nil {
      product.history = [context.event(.created(stage: nil))]
      result.created += 1
    } else if product == before {
      result.unchanged += 1
      return
    } else {
      result.updated += 1
    }
    try put(product)
  }
}

extension Transaction {
  /// The product with a price from a day on, else from today; in the list's currency unless another one
  /// is said.
  package func pricing(
    _ product: Product, _ price: String, _ currency: Currency?, list: String, from: Day?
  ) throws(CRMError) -> Product {
    let new: ProductPrice
    do throws(ValueError) {
      let known = currency ?? product.currency(of: list) ?? context.settings.currency
      let sum = try Money.parse(price, currency: known)
      guard sum.isPositive, !list.contains(" ") else {
        throw ValueError(
          sum.isPositive ? list : price, ru: "цена больше нуля, прайс-лист — одно слово",
          en: "a price is more than nothing, a list's name one word")
      }
      let day = from ?? context.zone.day(of: context.now)
      new = ProductPrice(list: list, from: day, price: sum)
    } catch {
      throw .usage(error.problem)
    }
    guard product.price(list, on: new.from) != new.price else { return product }
    let edit = try CRMError.refusing { () throws(Refusal) in try product.pricing(new) }
    return edit.apply(to: product, in: context)
  }
}
