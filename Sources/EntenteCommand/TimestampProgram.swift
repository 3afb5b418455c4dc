import Dispatch
import Entente
import Subprocess
import Synchronization
import SystemPackage
import Timestamps

/// A time-stamping authority behind a program, such as a script around `openssl ts -reply`: the
/// query on its standard input, the reply on its standard output.
///
/// It is run without a shell and without arguments, in a session of its own, which is ended when it
/// takes too long.
struct TimestampProgram: TimestampTransport {
    /// Why there is no reply.
    private enum Failure: Error {
        case slow
        case ended(TerminationStatus)
    }

    /// How long the program and what it started may take to end when they are asked to.
    private static let patience = Duration.seconds(1)

    /// What the run came to, for the thread that waits for it.
    private final class Outcome: Sendable {
        let value = Mutex<Result<[UInt8], any Error>>(.failure(Failure.slow))
    }

    let path: String

    func reply(to query: [UInt8]) throws -> [UInt8] {
        let outcome = Outcome()
        let isDone = DispatchSemaphore(value: 0)
        Task.detached {
            let result: Result<[UInt8], any Error>
            do {
                result = .success(try await run(query))
            } catch {
                result = .failure(error)
            }
            outcome.value.withLock { $0 = result }
            isDone.signal()
        }
        isDone.wait()
        do {
            return try outcome.value.withLock { try $0.get() }
        } catch {
            throw LedgerError(.unavailable, "\(path) gives no time-stamp: \(Self.words(error))")
        }
    }

    private func run(_ query: [UInt8]) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await exchange(query) }
            group.addTask {
                try await Task.sleep(for: .seconds(TimestampLimits.exchangeInSeconds))
                throw Failure.slow
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private func exchange(_ query: [UInt8]) async throws -> [UInt8] {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: Self.patience)
        ]
        // A query fits into a pipe, so it is written before anybody reads, and a program that ends
        // without reading breaks no pipe of ours.
        let (reading, writing) = try FileDescriptor.pipe()
        _ = try writing.closeAfter { try writing.writeAll(query) }
        let result = try await Subprocess.run(
            .path(FilePath(path)),
            platformOptions: options,
            input: .fileDescriptor(reading, closeAfterSpawningProcess: true),
            output: .bytes(limit: TimestampLimits.replyByteCount),
            error: .currentStandardError
        )
        guard result.terminationStatus.isSuccess else {
            throw Failure.ended(result.terminationStatus)
        }
        return result.standardOutput
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case Failure.slow:
            "it takes longer than \(TimestampLimits.exchangeInSeconds) seconds"
        case Failure.ended(.exited(let code)): "it ended with code \(code)"
        case Failure.ended(.signaled(let signal)): "it was ended by signal \(signal)"
        default: "\(error)"
        }
    }
}
