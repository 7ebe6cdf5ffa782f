import CRMModel
import CRMTestSupport
import XCTest

@testable import CRMCore

/// Where documents lie, and where the catalog finds their records.
final class CatalogPlacesTests: XCTestCase {
  func testAFolderIsWhereItsDocumentsLie() {
    for kind in Kind.documents {
      XCTAssertEqual(FolderKey(kind).path, kind.folder)
      let shards = FolderKey.shards(of: kind)
      XCTAssertEqual(Set(shards.map(\.slot)).count, 1_024)
      for key in shards {
        XCTAssertEqual(FolderKey(kind, shard: key.shard), key)
        XCTAssertEqual(FolderKey(slot: key.slot), key)
        for id in [key.identifiers.lowerBound, key.identifiers.upperBound - 1] {
          XCTAssertEqual(FolderKey(kind, id: id), key)
          XCTAssertTrue(DocumentPlace(kind: kind, id: id).path.hasPrefix(key.path + "/"))
        }
      }
    }
    for name in ["", "a", "ab3", "il", "AB", "..", "a/"] {
      XCTAssertNil(FolderKey(.deal, shard: name), name)
    }
    XCTAssertNil(FolderKey(slot: -1))
    XCTAssertNil(FolderKey(slot: FolderKey.count))
  }

  /// Ids of new documents begin in few ways, those of older ones in all; one folder may have many.
  func testAnIdIsFoundHoweverTheOthersLie() throws {
    var random = SplitMix64(seed: 38)
    let new = (0..<300).map { _ in Identifier<Company>(random: &random).bits }
    let older = (0..<300).map { _ in random.next() >> 24 }
    let together = (0..<300).map { _ in 7 << 30 | random.next() >> 50 }
    let ends: [UInt64] = [0, 1, 1 << 40 - 2, 1 << 40 - 1]
    let tables: [[UInt64]] = [
      new, older, together, ends, new + older, together + new + ends, Array(0..<300),
    ]
    for table in tables {
      let ids = Set(table).sorted()
      let records = try ids.map { (id) throws -> CatalogRecord in
        let id = try XCTUnwrap(CompanyID(bits: id))
        let company = Company(id: id, name: "", manager: Login(stored: ""))
        return try XCTUnwrap(Projection(pipelines: [:]).record(of: company, .none))
      }
      let origin = CatalogBase.Origin(epoch: 1, configuration: 2)
      let bytes = CatalogBuilder(TestDirectory.environment) { $0 == .company ? records : [] }
        .bytes(origin: origin, sequence: 3, stamps: FolderStamps())
      let base = try XCTUnwrap(CatalogBase(Bytes(copying: bytes), origin: origin))
      for id in Set(ids + ids.map { $0 + 1 } + ids.map { $0 &- 1 }) {
        let place = ids.firstIndex { $0 >= id } ?? ids.count
        XCTAssertEqual(base.position(.company, of: id), place, "\(id)")
      }
    }
  }
}
