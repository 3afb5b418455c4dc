import Foundation
import Testing

/// What `strace` wrote of a process: which call came when.
struct SystemCalls {
    /// The calls that say what reached the disk, and when.
    static let durable = "trace=openat,fdatasync,pwrite64,pwritev,write,writev,sendmsg"

    let lines: [String]

    /// Reads the file `trace` of a folder.
    init(in scratch: Scratch) throws {
        lines = String(decoding: try scratch.bytes(of: "trace"), as: UTF8.self)
            .split(separator: "\n").map(String.init)
    }

    /// The last sync of LMDB's data, and the last write of its meta page, which is synchronous.
    func lastSyncs() throws -> (data: Int, meta: Int) {
        let opened = try #require(
            lines.last { $0.contains("data.mdb") && $0.contains("O_DSYNC") },
            "the meta page is not written through a synchronous descriptor"
        )
        let match = try #require(opened.firstMatch(of: /= ([0-9]+)</))
        let data = try #require(
            lines.lastIndex { $0.contains(" fdatasync(") && $0.contains("data.mdb") }
        )
        let meta = try #require(
            lines.lastIndex {
                $0.contains(" pwrite64(\(match.1)<") || $0.contains(" pwritev(\(match.1)<")
            }
        )
        return (data, meta)
    }
}
