import Foundation
import LMDB
import Testing

struct `An environment` {
    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func `is opened once in a process, by whatever path`() throws {
        let first = try Environment(at: directory.path)
        let link = directory.path + "-link"
        try FileManager.default.createSymbolicLink(
            atPath: link,
            withDestinationPath: directory.path
        )
        defer { try? FileManager.default.removeItem(atPath: link) }
        for path in [directory.path, directory.path + "/.", link] {
            let error = #expect(throws: LMDBError.self) { _ = try Environment(at: path) }
            #expect(error?.isAlreadyOpen == true)
            #expect(
                error?.description
                    == "open \(path): this process has the environment open already; "
                    + "share the one that is open; a second would break its locks"
            )
        }
        #expect(first.directory == directory.path)
    }

    @Test func `may be opened again after its last use`() throws {
        for round in 0..<3 { try openAndCount(expecting: round) }
    }

    private func openAndCount(expecting count: Int) throws {
        let environment = try Environment(at: directory.path)
        let table = try environment.table("t", .integers, create: true)
        #expect(try environment.read { try $0.count(in: table) } == count)
        try environment.write { try $0.put([1], UInt64(count), in: table) }
    }

    @Test func `may be opened after an attempt that failed`() throws {
        #expect(throws: LMDBError.self) {
            _ = try Environment(at: directory.path, readOnly: true)
        }
        _ = try Environment(at: directory.path)
    }

    @Test func `is not found where there is no directory`() throws {
        let path = directory.path + "/absent"
        let error = #expect(throws: LMDBError.self) { _ = try Environment(at: path) }
        #expect(error?.isNotFound == true)
        #expect(
            error?.description
                == "open \(path): the directory or its data.mdb does not exist; "
                + "check the path, or create it first"
        )
    }

    @Test func `is not found read-only in an empty directory, and nothing is created`() throws {
        let error = #expect(throws: LMDBError.self) {
            _ = try Environment(at: directory.path, readOnly: true)
        }
        #expect(error?.isNotFound == true)
        #expect(!FileManager.default.fileExists(atPath: directory.dataFile))
    }

    @Test func `is refused where a file stands instead of a directory`() throws {
        let path = directory.path + "/file"
        try Data("text".utf8).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: LMDBError.self) { _ = try Environment(at: path) }
        #expect(error?.cause == "a part of the path is not a directory")
    }

    @Test func `opened read-only refuses to write and to create`() throws {
        try create()
        let environment = try Environment(at: directory.path, readOnly: true)
        let table = try environment.table("t", .bytes, create: false)
        let error = #expect(throws: LMDBError.self) {
            try environment.write { try $0.put("b", "a", in: table) }
        }
        #expect(error?.isNotPermitted == true)
        let refusal = #expect(throws: LMDBError.self) {
            _ = try environment.table("u", .bytes, create: true)
        }
        #expect(refusal?.isNotPermitted == true)
        #expect(environment.isReadOnly)
    }

    private func create() throws {
        let environment = try Environment(at: directory.path)
        _ = try environment.table("t", .bytes, create: true)
    }

    @Test(arguments: [false, true])
    func `in a directory that this user may not write is not permitted`(exists: Bool) async throws {
        if exists { try create() }
        let manager = FileManager.default
        try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: directory.path)
        for file in try manager.contentsOfDirectory(atPath: directory.path) {
            let path = directory.path + "/" + file
            try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
        }
        await #expect(processExitsWith: .success) { [path = directory.path as String] in
            openAsPlainUser(path)
        }
        try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path)
    }

    @Test func `tells its sizes`() throws {
        let environment = try Environment(at: directory.path, mapSizeInBytes: 1_000_000)
        _ = try environment.table("a", .bytes, create: true)
        _ = try environment.table("b", .positions, create: true)
        let information = try environment.information
        #expect(information.mapSizeInBytes == 1_003_520)
        #expect(information.pageSizeInBytes == 4_096)
        #expect(information.tableCount == 2)
        #expect(information.lastTransaction == 2)
        #expect(information.lastPage >= 2)
        #expect(information.readerSlotCount >= 1)
    }

    @Test func `is copied while it is open, compacted and whole`() throws {
        let environment = try Environment(at: directory.path)
        let table = try environment.table("t", .integers, create: true)
        let large = [UInt8](repeating: 7, count: 200_000)
        for key in 0..<20 as Range<UInt64> {
            try environment.write { try $0.put(large, key, in: table) }
        }
        for key in 1..<20 as Range<UInt64> {
            try environment.write { try $0.removeValue(for: key, in: table) }
        }
        let target = try directory.subdirectory("copy")
        try environment.copy(to: target)
        let copy = try Environment(at: target, readOnly: true)
        let same = try copy.table("t", .integers, create: false)
        try copy.read { read in
            let count = try read.count(in: same)
            #expect(count == 1)
            #expect(try read.bytes(0, in: same) == large)
        }
        #expect(try copy.information.lastPage < environment.information.lastPage / 10)
    }

    @Test func `is not copied over another`() throws {
        let environment = try Environment(at: directory.path)
        let target = try directory.subdirectory("copy")
        try environment.copy(to: target)
        let error = #expect(throws: LMDBError.self) { try environment.copy(to: target) }
        #expect(error?.cause == "a file stands there already")
        let absent = #expect(throws: LMDBError.self) { try environment.copy(to: target + "/no") }
        #expect(absent?.isNotFound == true)
    }

    @Test func `clears the slots of a reader that was killed`() async throws {
        try create()
        await #expect(processExitsWith: .exitCode(9)) { [path = directory.path as String] in
            try dieWhileReading(path)
        }
        try churn()
    }

    /// A snapshot that is still held would keep every page from being used again.
    private func churn() throws {
        let environment = try Environment(at: directory.path)
        let table = try environment.table("t", .bytes, create: false)
        for round in 0..<50 {
            try environment.write { write in
                try write.put([UInt8](repeating: UInt8(round), count: 10_000), [1], in: table)
            }
        }
        #expect(try environment.information.lastPage < 40)
    }
}

private func dieWhileReading(_ path: String) throws {
    let environment = try Environment(at: path)
    try environment.read { _ -> Void in _exit(9) }
}

/// Gives up root's way past permissions, and finds the directory closed.
private func openAsPlainUser(_ path: String) {
    if geteuid() == 0 { #expect(setuid(65_534) == 0) }
    let error = #expect(throws: LMDBError.self) { _ = try Environment(at: path) }
    #expect(error?.isNotPermitted == true)
    #expect(
        error?.description
            == "open \(path): this user may not do that with these files; "
            + "check owner and permissions of directory, data.mdb and lock.mdb, "
            + "and that the environment was not opened read-only"
    )
}
