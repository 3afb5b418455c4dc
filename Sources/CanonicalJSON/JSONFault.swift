/// An objection on its way out of the parser.
///
/// The path grows while the objection passes the enclosing arrays and objects, so that input
/// without one pays nothing for it.
struct JSONFault: Error {
    let kind: JSONError.Kind
    let offset: Int

    /// Reference tokens, innermost first.
    private(set) var path: [String] = []

    init(_ kind: JSONError.Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    /// The same objection seen from around the member or element `token`.
    func inside(_ token: String) -> JSONFault {
        var fault = self
        fault.path.append(token)
        return fault
    }
}
