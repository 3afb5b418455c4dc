import CanonicalJSON
import Events

/// The lines of a request, parsed and with their envelopes read, ahead of the writer's lock.
struct Intake {
    /// The events, in the order of the lines.
    let events: [WriterEvent]

    /// Lines that were refused, when refused lines are passed over.
    let refusals: [Refusal]

    init(_ request: AppendRequest, catalogue: Catalogue) throws {
        let lines = request.lines
        guard !lines.isEmpty else {
            throw Refusal(.malformed, "there is no event in the input; give one JSON object a line")
        }
        guard lines.count <= Limits.batchCount else {
            throw Refusal(
                .tooLarge,
                "an atomic batch has at most \(Limits.batchCount) events; use --batch"
            )
        }
        let reader = EnvelopeReader(schema: try catalogue.envelope(), by: request.by)
        var refusals: [Refusal] = []
        let parsed = try Self.each(lines, request, &refusals) { line throws(Refusal) in
            (line, try EnvelopeReader.parse(line.bytes, line: line.number))
        }
        events = try Self.each(parsed, request, &refusals) { pair throws(Refusal) in
            try reader.read(pair.1, line: pair.0.number, byteCount: pair.0.bytes.count)
        }
        self.refusals = refusals
    }

    /// Applies one step to all lines before the next step begins.
    private static func each<Input, Output>(
        _ inputs: [Input],
        _ request: AppendRequest,
        _ refusals: inout [Refusal],
        _ step: (Input) throws(Refusal) -> Output
    ) throws -> [Output] {
        var outputs: [Output] = []
        outputs.reserveCapacity(inputs.count)
        for input in inputs {
            do {
                outputs.append(try step(input))
            } catch {
                guard request.policy == .rejecting else { throw error }
                refusals.append(error)
            }
        }
        return outputs
    }
}
