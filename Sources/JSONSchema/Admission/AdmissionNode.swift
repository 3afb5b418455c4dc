/// One subschema as the quick verdict sees it: rules by the kind of value they concern.
///
/// All of it is plain data, so that a verdict neither allocates nor counts references.
struct AdmissionNode: Sendable {
    /// One bit for each ``JSONDocument/Kind`` that is allowed.
    var kinds: UInt8 = 0x7F

    /// Whether a number must be whole.
    var isWhole = false

    /// Whether the verdict is not known here, whatever the value.
    var isDoubtful = false

    /// Rules whatever the kind.
    var inPlace = 0..<0
    var strings = 0..<0
    var numbers = 0..<0
    var arrays = 0..<0

    /// The rule for members, an index; -1 if there is none.
    var members = -1

    /// Subschemas that a full evaluation applies in place at most, this one included.
    var cost = 1

    /// The longest way in place, this subschema included.
    var height = 1
}

/// Subschemas for the same value, and values.
enum InPlaceAdmission: Sendable {
    case all(Int)
    case any(Range<Int>)
    case one(Range<Int>)
    case not(Int)

    /// -1 for a branch that is not there.
    case conditional(Int, then: Int, else: Int)
    case constants(Int)
}

/// What `const` or `enum` lists.
struct ConstantAdmission: Sendable {
    var strings: NameTables.Table

    /// One bit for each of `null`, `false` and `true` that is listed.
    var literals: UInt8 = 0
    var numbers = 0..<0

    /// Whether arrays or objects are listed.
    var hasContainers = false
}

enum StringAdmission: Sendable {
    case minLength(Int)
    case maxLength(Int)
    case pattern(Int)
    case format(FormatRule)
}

enum NumberAdmission: Sendable {
    case bound(NumberBound, Double)
    case multipleOf(Int)
}

enum ArrayAdmission: Sendable {
    case minItems(Int)
    case maxItems(Int)
    case unique

    /// `rest` is -1 if further items are free.
    case items(prefix: Range<Int>, rest: Int)
    case contains(Int, minimum: Int, maximum: Int)
}

/// What holds for the members of an object, worked out in one pass over its keys.
struct MemberAdmission: Sendable {
    /// Finds a ``NamedAdmission``.
    var names = NameTables.Table()
    var minimum = 0
    var maximum = Int.max

    /// The members that must be there, by ``NamedAdmission/bit``.
    var required: UInt64 = 0

    /// For other members; -1 if they are free, -2 if there may be none.
    var additional = -1
    var patterns = 0..<0
    var dependencies = 0..<0
}

/// A name that the rules of an object know.
struct NamedAdmission: Sendable {
    let bit: UInt64

    /// -1 if no schema of `properties` is for it.
    var schema: Int
}

/// What holds for an object that has one of the members `trigger`.
struct DependencyAdmission: Sendable {
    let trigger: UInt64
    var required: UInt64 = 0

    /// -1 if there is none.
    var schema = -1
}
