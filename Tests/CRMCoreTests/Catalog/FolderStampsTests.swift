import CRMModel
import XCTest

@testable import CRMCore

final class FolderStampsTests: XCTestCase {
  /// Those of a kind at once are what each is alone, stored, changed since or lost with the end of a file.
  func testAKindsStampsAreThoseOfItsFolders() {
    let all = (0..<FolderKey.count).map { slot in
      FolderStamp(inode: UInt64(slot) + 1, modified: -Int64(slot), changed: Int64(slot) << 33)
    }
    let bytes = all.flatMap { stamp -> [UInt8] in
      var writer = ByteWriter()
      writer.append(stamp.inode)
      writer.append(stamp.modified)
      writer.append(stamp.changed)
      return writer.bytes
    }
    let half = FolderStamps.size * (FolderKey.shards / 2)
    for kept in [bytes.count, bytes.count - half, half, 0] {
      var stamps = FolderStamps(ByteView(Bytes(copying: bytes[..<kept])))
      stamps[FolderKey(.deal, id: 7 << 30)] = .absent
      for kind in Kind.documents {
        let alone = FolderKey.shards(of: kind).map { stamps[$0] }
        XCTAssertEqual(stamps.shards(of: kind), alone, "\(kind.folder), \(kept) bytes")
      }
    }
    let none = FolderStamps()
    XCTAssertEqual(Set(none.shards(of: .paper)), [.absent])
  }
}
