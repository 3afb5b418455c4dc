import CanonicalJSON
package import EDTF

extension Fact {
    /// The date at a path of member names in the payload, when it is one.
    package func date(_ path: String) -> ImpreciseDate? {
        guard let text = text(path) else { return nil }
        return try? ImpreciseDate(parsing: text)
    }

    /// The last moment at which the source can have been published, if it is known.
    var published: Instant? {
        guard let text = event["source"]?["published"]?.string else { return nil }
        return (try? ImpreciseDate(parsing: text))?.latest
    }
}
