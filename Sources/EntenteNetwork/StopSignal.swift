import Dispatch
import Glibc

/// The wish of the system, or of a person at the terminal, that the program ends: `SIGTERM` and
/// `SIGINT`.
package final class StopSignal {
    private let semaphore = DispatchSemaphore(value: 0)
    private let sources: [any DispatchSourceSignal]

    /// From now on the signals end the program no more, but are waited for.
    package init() {
        let semaphore = semaphore
        sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { semaphore.signal() }
            source.resume()
            return source
        }
    }

    /// Waits for the first of them.
    package func wait() {
        semaphore.wait()
    }
}
