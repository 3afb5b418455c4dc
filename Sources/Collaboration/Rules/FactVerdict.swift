/// What the rules say of one fact in a whole history.
package struct FactVerdict: Sendable {
    /// A rule that cannot be decided.
    package struct Doubt: Sendable {
        /// The rule.
        package let rule: Rule

        /// The fact whose order to the other one is not known.
        package let with: Fact
    }

    /// The rules it breaks, in their order.
    package internal(set) var objections: [Objection] = []

    /// The rules that cannot be decided, in their order.
    package internal(set) var orderUnknown: [Doubt] = []

    /// A fact that every rule holds for.
    package init() {}

    /// Whether every rule holds.
    package var isBlank: Bool { objections.isEmpty && orderUnknown.isEmpty }
}
