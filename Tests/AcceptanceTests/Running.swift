import Foundation

/// A program that has been started.
///
/// Files, not pipes, take its output: a pipe that nobody reads would stop it.
final class Running {
    private let process = Process()
    private let files: URL

    init(
        _ program: String,
        _ arguments: [String],
        in folder: URL,
        input: [UInt8],
        environment: [String: String]
    ) throws {
        files = FileManager.default.temporaryDirectory
            .appending(path: "entente-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        let given = files.appending(path: "input")
        let output = files.appending(path: "output")
        let errors = files.appending(path: "errors")
        try Data(input).write(to: given)
        for file in [output, errors] { try Data().write(to: file) }

        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput = try FileHandle(forReadingFrom: given)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
    }

    deinit {
        if process.isRunning { kill() }
        try? FileManager.default.removeItem(at: files)
    }

    var isRunning: Bool { process.isRunning }

    /// Ends it as a power cut would: no handler runs.
    func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

    /// Sends it a signal, which it may handle.
    func send(_ signal: Int32) { _ = Foundation.kill(process.processIdentifier, signal) }

    /// Lets it run until a moment, then kills it.
    ///
    /// - Returns: whether it had to be killed.
    @discardableResult
    func kill(at moment: ContinuousClock.Instant) -> Bool {
        while process.isRunning, ContinuousClock.now < moment {
            Thread.sleep(forTimeInterval: 0.0005)
        }
        guard process.isRunning else { return false }
        kill()
        return true
    }

    /// Lets it run until it has written something, and then a while longer, and kills it.
    func kill(afterOutputAnd delay: Duration) throws {
        let limit = ContinuousClock.now + .seconds(20)
        while process.isRunning, ContinuousClock.now < limit, try written().isEmpty {
            Thread.sleep(forTimeInterval: 0.002)
        }
        kill(at: .now + delay)
    }

    /// What it has written to standard output up to now.
    func written() throws -> [UInt8] {
        Array(try Data(contentsOf: files.appending(path: "output")))
    }

    /// The first line it writes to standard output, without its end; empty when none comes.
    func firstLine() throws -> String {
        let limit = ContinuousClock.now + .seconds(20)
        var said = try written()
        while isRunning, !said.contains(UInt8(ascii: "\n")), ContinuousClock.now < limit {
            Thread.sleep(forTimeInterval: 0.005)
            said = try written()
        }
        return String(decoding: said.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    /// Waits for its end.
    func finish() throws -> Run {
        process.waitUntilExit()
        let isSignal = process.terminationReason == .uncaughtSignal
        return Run(
            status: isSignal ? -process.terminationStatus : process.terminationStatus,
            outputBytes: try written(),
            errorBytes: Array(try Data(contentsOf: files.appending(path: "errors")))
        )
    }
}
