import Entente

/// Reading files that the command line names.
enum InputFile {
    /// Opens a file to read; `-` is standard input.
    static func open(_ name: String) throws -> FileStream {
        name == "-" ? .standardInput : try FileStream(reading: name)
    }

    /// The whole of a file, or of standard input for `-`.
    static func whole(_ name: String) throws -> [UInt8] { try open(name).contents() }
}
