import Events

/// Some types of event, in an order, with a mask by which most histories without any of them are
/// known at once.
struct TypeSet: Sendable, ExpressibleByArrayLiteral {
    let types: [EventType]
    let mask: UInt128

    init(_ types: [EventType]) {
        self.types = types
        mask = types.reduce(0) { $0 | $1.maskBit }
    }

    init(arrayLiteral types: EventType...) {
        self.init(types)
    }

    /// Whether an event is of one of the types.
    func contains(_ fact: Fact) -> Bool {
        guard mask & fact.type.maskBit != 0 else { return false }
        for index in types.indices where fact.isOf(types[index]) { return true }
        return false
    }
}

extension EventType {
    /// A bit of a mask of types; several types may share one.
    var maskBit: UInt128 { 1 << UInt128(fingerprint & 127) }
}
