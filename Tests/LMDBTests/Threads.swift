import Foundation
import Synchronization

/// Runs `body` on a thread of its own, and waits for it.
func onAnotherThread(_ body: @escaping @Sendable () throws -> Void) throws {
    try onThreads(1) { _ in try body() }
}

/// Runs `body` on `count` threads at once, waits for all, and throws the first error of any.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
    let group = DispatchGroup()
    let failure = Failure()
    for number in 0..<count {
        group.enter()
        let thread = Thread {
            do { try body(number) } catch { failure.note(error) }
            group.leave()
        }
        thread.start()
    }
    group.wait()
    try failure.rethrow()
}

private final class Failure: Sendable {
    private let error = Mutex<(any Error)?>(nil)

    func note(_ found: any Error) {
        error.withLock { if $0 == nil { $0 = found } }
    }

    func rethrow() throws {
        if let error = error.withLock({ $0 }) { throw error }
    }
}

/// Runs `body` on a thread of its own, so that it may block while the caller awaits.
func onItsOwnThread<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Result(catching: body)) }
        thread.start()
    }
}
