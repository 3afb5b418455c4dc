package import EDTF

extension Fact {
    /// The date at a path of member names in the payload, when it is one.
    package func date(_ path: String) -> ImpreciseDate? {
        guard let text = text(path) else { return nil }
        return try? ImpreciseDate(parsing: text)
    }
}
