import Entente

/// Reading files that the command line names.
enum InputFile {
    /// Opens a file to read; `-` is standard input.
    static func open(_ name: String) throws -> FileStream {
        name == "-" ? .standardInput : try FileStream(reading: name)
    }

    /// The whole of a file, or of standard input for `-`.
    static func whole(_ name: String) throws -> [UInt8] { try open(name).contents() }

    /// The bytes of a file that must be a small one.
    ///
    /// - Throws: `LedgerError` of kind `refused` for one of over `limit` bytes.
    static func bytes(_ name: String, limit: Int) throws -> [UInt8] {
        let stream = try open(name)
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count < bytes.count {
            let read = try stream.read(into: &bytes, from: count)
            if read == 0 { break }
            count += read
        }
        guard count <= limit else {
            throw LedgerError(
                .refused,
                "\(name) has more than \(limit) bytes; evidence in one file has not"
            )
        }
        return Array(bytes[..<count])
    }
}
