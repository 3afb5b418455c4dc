package import CanonicalJSON

extension JSONValue {
    /// The value as a cell shows it, or `nil` where there is nothing to show.
    ///
    /// Counts, quantities and parties have their own forms; any other object is written as pairs.
    /// The text may hold control characters, as data does; each format escapes in its own way.
    package var displayText: String? { CellText(in: .plain).text(self) }
}
