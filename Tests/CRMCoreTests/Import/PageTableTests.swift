import XCTest

@testable import CRMCore

/// R113: the table of a page is a table, as Bitrix24 writes its files of Excel.
final class PageTableTests: XCTestCase {
  private func cells(_ text: String, encoded: (String) -> [UInt8] = { Array($0.utf8) }) throws
    -> [[String]]
  {
    var (reader, encoding) = try TextDecoding.rows(encoded(text))
    XCTAssertEqual(encoding, .page)
    var rows: [[String]] = []
    while let record = reader.next() { rows.append(record.cells) }
    return rows
  }

  func testTableOfAPage() throws {
    let rows = try cells(
      """
      <meta http-equiv="Content-type" content="text/html;charset=UTF-8" />
      <style>td { color: red }</style>
      <table border="1"><thead><tr><th>ID</th><th>Название сделки</th><th>Комментарий</th></tr></thead>
      <tbody><tr><td>41</td><td>ООО &laquo;Лён &amp; Ко&raquo;, &quot;Юг&quot;</td>
        <td>первая<br />вторая
          строка &nbsp;</td></tr>
      <tr><td></td><td>&nbsp;</td><td/></tr>
      <tr><td>42</td><td><b>Без</b> названия</td><td></td></tr></tbody></table>
      <table><tr><td>подпись</td></tr></table>
      """)
    XCTAssertEqual(
      rows,
      [
        ["ID", "Название сделки", "Комментарий"],
        ["41", "ООО «Лён & Ко», \"Юг\"", "первая\nвторая строка"],
        ["42", "Без названия", ""],
      ])
  }

  /// Tags in capitals and left open, a document type, a title above the heads, CP1251.
  func testPageAsOldProgramsWriteIt() throws {
    let page = """
      <!DOCTYPE HTML><HTML><BODY><TABLE class='x>y'><TR><TD colspan=3>Контрагенты
      <TR><TD>Наименование<TD>ИНН<TD>Телефон
      <TR><TD>Лён<TD>7707083893<TD>8 495 1</TABLE>
      """
    let rows = try cells(page) { CodePage.windows.bytes(of: $0) }
    XCTAssertEqual(
      rows, [["Наименование", "ИНН", "Телефон"], ["Лён", "7707083893", "8 495 1"]])
  }

  /// The XML that spreadsheets wrote before workbooks: cells may leave places out.
  func testXMLOfSpreadsheets() throws {
    let rows = try cells(
      """
      <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
      <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
        xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Лист1"><Table>
      <Row><Cell><Data ss:Type="String">Имя</Data></Cell><Cell><Data ss:Type="String">Телефон</Data></Cell>
        <Cell><Data ss:Type="String">Почта</Data></Cell></Row>
      <Row><Cell><Data ss:Type="String">Ира</Data></Cell>
        <Cell ss:Index="3"><Data ss:Type="String">i@x.ru</Data></Cell></Row>
      </Table></Worksheet></Workbook>
      """)
    XCTAssertEqual(rows, [["Имя", "Телефон", "Почта"], ["Ира", "", "i@x.ru"]])
  }

  /// R119: a page without an end of rows and cells is an error, not a hang.
  func testTooManyCellsAreRefused() {
    let row = "<table><tr>" + String(repeating: "<td>1", count: 1_001)
    XCTAssertThrowsError(try cells(row)) { XCTAssertEqual($0 as? ImportError, .damaged) }
    XCTAssertThrowsError(try TextDecoding.rows(Array("<table><tr><td".utf8)))
  }

  /// A table of separated values may speak of tables.
  func testTextIsNoPage() throws {
    let (_, encoding) = try TextDecoding.rows(Array("Имя;Примечание\nИра;<table>\n".utf8))
    XCTAssertEqual(encoding, .utf8)
  }
}
