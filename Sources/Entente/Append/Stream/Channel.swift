import Dispatch
import Synchronization

/// A bounded queue from one thread to another.
///
/// Whoever sends waits for room, whoever receives waits for an element: so the faster of two
/// stages never runs further ahead than the bound, and memory stays bounded with it.
final class Channel<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let filled = DispatchSemaphore(value: 0)

    /// A queue of at most `capacity` elements.
    init(capacity: Int) {
        // A semaphore that starts at zero may be let go at any count.
        for _ in 0..<capacity { room.signal() }
    }

    /// Puts an element in, once there is room; `false` when the queue was closed.
    @discardableResult
    func send(_ element: consuming Element) -> Bool {
        // Moved all the way, so that whoever receives it lets the last reference go.
        var moved = Optional(element)
        room.wait()
        let isSent = state.withLock { state in
            guard !state.isClosed, let element = moved.take() else { return false }
            state.elements.append(element)
            return true
        }
        (isSent ? filled : room).signal()
        return isSent
    }

    /// Takes the next element, once there is one; `nil` when the queue is closed and empty.
    func receive() -> Element? {
        filled.wait()
        return take()
    }

    /// Takes the next element if there is one already, or soon.
    ///
    /// - `patience`: how long to wait for it.
    func receive(within patience: DispatchTimeInterval) -> Element? {
        guard filled.wait(timeout: .now() + patience) == .success else { return nil }
        return take()
    }

    /// Takes the next element if there is one already.
    func receiveIfReady() -> Element? { receive(within: .nanoseconds(0)) }

    /// Says that nothing comes any more; what is in the queue can still be taken.
    func close() {
        state.withLock { $0.isClosed = true }
        filled.signal()
        room.signal()
    }

    /// Closes the queue and drops what is in it.
    func abandon() {
        state.withLock { state in
            state.isClosed = true
            state.elements = []
        }
        filled.signal()
        room.signal()
    }

    private func take() -> Element? {
        let element = state.withLock { state in
            state.elements.isEmpty ? nil : state.elements.removeFirst()
        }
        // The one signal of a close wakes every later receiver, one after the other.
        if element == nil { filled.signal() } else { room.signal() }
        return element
    }
}
