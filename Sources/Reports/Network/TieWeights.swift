import CanonicalJSON
import Collaboration
import EDTF

/// How much each kind of event adds to a tie, and how fast that fades.
struct TieWeights {
    static let parameters = [
        ReportParameter(
            "weights",
            "What a meeting held, an opportunity, a signed agreement and a fulfilled commitment add "
                + "to the weight of a tie; \(usual) when left out.",
            example: "1,2,5,3"
        ),
        ReportParameter(
            "half-life",
            "After how long an event weighs half; \(usualHalfLife) when left out.",
            example: "P730D"
        ),
    ]

    private static let usual = "1,2,5,3"
    private static let usualHalfLife = "P730D"

    let meeting: Double
    let opportunity: Double
    let signature: Double
    let fulfilment: Double
    private let halfLife: Double
    private let asOf: Instant

    init(_ arguments: ReportArguments, asOf: AsOf) throws {
        let numbers = try arguments.numbers("weights", count: 4) ?? [1, 2, 5, 3]
        (meeting, opportunity, signature, fulfilment) = (
            numbers[0], numbers[1], numbers[2], numbers[3]
        )
        let length = try arguments.duration("half-life") ?? ISODuration(parsing: "P730D")
        let start = Instant(microseconds: 0)
        halfLife = Double(start.advanced(by: length).microseconds)
        self.asOf = asOf.instant
        guard halfLife > 0 else {
            throw ReportError.malformedParameter(
                "half-life",
                value: length.text,
                reason: "nothing weighs half at once",
                remedy: "write for example half-life=P730D",
                report: arguments.report
            )
        }
    }

    /// What holds where nothing was asked for; part of the basis.
    static let assumed: JSONObject = [
        "weights": .string(usual), "half-life": .string(usualHalfLife),
    ]

    /// How much of its weight something still has that happened by a moment; 0 to 1.
    func rest(since moment: Instant) -> Double {
        let age = Double(asOf.microseconds) - Double(moment.microseconds)
        return Self.half(toThe: max(0, age) / halfLife)
    }

    /// 0.5 to a power that is not negative, by sums and products alone, so that every machine gets
    /// the same bits; a function of a C library may differ in the last one.
    static func half(toThe power: Double) -> Double {
        let whole = power.rounded(.down)
        guard whole < 1_000 else { return 0 }
        let exponent = -(power - whole) * 0.693_147_180_559_945_3
        var term = 1.0
        var sum = 1.0
        for place in 1...20 {
            term *= exponent / Double(place)
            sum += term
        }
        return sum * Double(sign: .plus, exponent: -Int(whole), significand: 1)
    }
}
