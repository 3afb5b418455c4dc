import CanonicalJSON
import Entente

/// The file of refused lines: readable by its owner only, since the lines may be personal.
struct RejectsFile {
    private let stream: FileStream

    /// Makes or empties the file.
    init(_ path: String) throws {
        do {
            stream = try FileStream(writing: path, .own)
        } catch {
            throw LedgerError(
                .cannotCreate,
                "the file \(path) cannot be made; name another with --rejects"
            )
        }
    }

    /// Adds one line.
    func write(_ value: JSONValue) throws {
        try stream.write(value.canonicalBytes() + [UInt8(ascii: "\n")])
    }

    /// Brings the lines to the disk; a pipe has none to bring.
    func close() throws { try? stream.synchronize() }
}
