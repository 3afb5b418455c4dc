import Foundation

/// A directory that goes with the test that made it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        let place = FileManager.default.temporaryDirectory
            .appendingPathComponent("lmdb-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        path = place.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var dataFile: String { path + "/data.mdb" }

    func dataSize() throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: dataFile)
        return attributes[.size] as? Int ?? 0
    }

    /// A directory inside this one.
    func subdirectory(_ name: String) throws -> String {
        let inner = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: inner,
            withIntermediateDirectories: false
        )
        return inner
    }

    /// Writes bytes over the data file, as a failing disk would.
    func overwrite(_ bytes: [UInt8], at offset: Int) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: dataFile))
        try file.seek(toOffset: UInt64(offset))
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }

    func truncate(to size: Int) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: dataFile))
        try file.truncate(atOffset: UInt64(size))
        try file.close()
    }
}
