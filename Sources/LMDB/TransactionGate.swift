import CLMDB
import Glibc
import Synchronization

/// Counts the transactions of this process, so that the memory map never moves under one.
///
/// `mdb_env_set_mapsize` unmaps the file and maps it again. LMDB asks that no transaction of the
/// process is active then, and does not check. A thread that wants to resize waits until the others
/// have ended; new ones wait meanwhile, except on a thread that is inside a transaction already,
/// for
/// which waiting would never end.
///
/// The wait is a short sleep in a loop: a map grows by doubling, so it happens a few times in the
/// life of a file, and a condition variable would be more to read than it saves.
final class TransactionGate: Sendable {
    private struct State {
        /// How many transactions each thread is inside of, which is one of a few.
        var holders: [(thread: pthread_t, depth: Int)] = []

        /// How many threads want to resize.
        var resizers = 0

        /// Why the map is gone: unmapping succeeded, and mapping again failed.
        var failure: LMDBError?

        func depth(of thread: pthread_t) -> Int {
            holders.first { $0.thread == thread }?.depth ?? 0
        }

        mutating func setDepth(of thread: pthread_t, to depth: Int) {
            let place = holders.firstIndex { $0.thread == thread }
            switch (place, depth) {
            case (let place?, 0): holders.remove(at: place)
            case (let place?, _): holders[place].depth = depth
            case (nil, 0): break
            case (nil, _): holders.append((thread, depth))
            }
        }
    }

    private static let pauseInMicroseconds: UInt32 = 200

    private let state = Mutex(State())

    /// Enters a transaction; every return without error is matched by one ``leave()``.
    ///
    /// - Precondition: a write is not begun inside another transaction of the same thread. Inside a
    ///   write it would wait for itself; inside a read the map could never grow.
    func enter(toWrite: Bool) throws(LMDBError) {
        while try !enterNow(toWrite: toWrite) { usleep(Self.pauseInMicroseconds) }
    }

    private func enterNow(toWrite: Bool) throws(LMDBError) -> Bool {
        let thread = pthread_self()
        return try state.withLock { state throws(LMDBError) in
            if let failure = state.failure { throw failure }
            let depth = state.depth(of: thread)
            precondition(
                !toWrite || depth == 0,
                "a write began inside another transaction of the same thread"
            )
            guard state.resizers == 0 || depth > 0 else { return false }
            state.setDepth(of: thread, to: depth + 1)
            return true
        }
    }

    /// Ends what ``enter(toWrite:)`` began, on the same thread.
    func leave() {
        let thread = pthread_self()
        state.withLock { state in
            state.setDepth(of: thread, to: max(state.depth(of: thread) - 1, 0))
        }
    }

    /// Runs `resize` while this process has no transaction.
    ///
    /// An error of `resize` leaves the environment without a map; every later transaction gets it.
    ///
    /// - Throws: `MDB_MAP_RESIZED` when this very thread is inside a transaction.
    func whileEmpty(_ resize: () throws(LMDBError) -> Void) throws(LMDBError) {
        let thread = pthread_self()
        try state.withLock { state throws(LMDBError) in
            guard state.depth(of: thread) == 0 else {
                throw LMDBError(code: MDB_MAP_RESIZED, operation: "begin a transaction")
            }
            state.resizers += 1
        }
        defer { state.withLock { $0.resizers -= 1 } }
        while try !runIfEmpty(resize) { usleep(Self.pauseInMicroseconds) }
    }

    private func runIfEmpty(_ resize: () throws(LMDBError) -> Void) throws(LMDBError) -> Bool {
        try state.withLock { state throws(LMDBError) in
            if let failure = state.failure { throw failure }
            guard state.holders.isEmpty else { return false }
            do throws(LMDBError) {
                try resize()
            } catch {
                state.failure = error
                throw error
            }
            return true
        }
    }
}
