/// The first and the last moment that a date can mean, without its text.
///
/// Ordinary dates are read without an allocation.
package struct DateBounds: Sendable, Hashable {
    /// The shape of the text.
    package let form: ImpreciseDate.Form

    /// The first microsecond it can mean; `nil` if the start is unknown or open.
    package let earliest: Instant?

    /// The last microsecond it can mean; `nil` if the end is unknown or open.
    package let latest: Instant?

    /// Reads one EDTF text from its UTF-8 bytes; `nil` where ``ImpreciseDate/init(parsing:)``
    /// throws.
    package init?(parsing text: Span<UInt8>) {
        guard let reading = try? EDTFReader.read(text) else { return nil }
        form = reading.form
        earliest = reading.earliest
        latest = reading.latest
    }

    /// The bounds of a date that was read.
    package init(_ date: ImpreciseDate) {
        form = date.form
        earliest = date.earliest
        latest = date.latest
    }
}
