import EDTF
import FoundationEssentials

/// The one place where the program reads the clock.
enum Clock {
    /// The moment of asking, to the microsecond.
    static var now: Instant {
        Instant(microseconds: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded()))
    }
}
