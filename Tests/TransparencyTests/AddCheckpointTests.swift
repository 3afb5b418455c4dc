import Testing
import Transparency

struct `A request to cosign a checkpoint` {
    @Test(arguments: [WitnessExchange.request, WitnessExchange.specified])
    func `is read and written byte for byte`(text: String) throws {
        let request = try AddCheckpointRequest(parsing: Array(text.utf8))
        #expect(Array(request.description.utf8) == Array(text.utf8))
    }

    @Test func `holds what the log has said`() throws {
        let request = try AddCheckpointRequest(parsing: Array(WitnessExchange.request.utf8))
        #expect(request.earlierSize == 7)
        #expect(request.path == TesseraLog.consistencyFrom7To15)
        #expect(request.note.description == TesseraLog.note)
    }

    @Test(arguments: [
        "", "old", "old \n", "new 7\n", "old  7\n", "old +7\n", "old -7\n", "old 07\n",
        "old 7 \n", "old 7\r\n", "old 9223372036854775808\n", "old 18446744073709551616\n",
        "old \u{0667}\n", "Old 7\n",
    ])
    func `is refused without a plain size`(start: String) {
        let text = start + "\n" + TesseraLog.note
        #expect(throws: AddCheckpointError.malformedSize) {
            try AddCheckpointRequest(parsing: Array(text.utf8))
        }
    }

    @Test func `is refused with a line that is no hash`() {
        let good = TesseraLog.consistencyFrom7To15[0].base64
        for line in [
            "x", " " + good, good + "=", String(good.dropLast()), good + " ", good + "\r",
            good.replacing("w=", with: "x="), "\u{E9}", good.replacing("/", with: "_") + "_",
        ] {
            let text = "old 7\n\(good)\n\(line)\n\n" + TesseraLog.note
            #expect(throws: AddCheckpointError.malformedHash(line: 3), "\(line)") {
                try AddCheckpointRequest(parsing: Array(text.utf8))
            }
        }
        let bytes = Array("old 7\n".utf8) + [0xFF, 0x0A, 0x0A] + Array(TesseraLog.note.utf8)
        #expect(throws: AddCheckpointError.malformedHash(line: 2)) {
            try AddCheckpointRequest(parsing: bytes)
        }
    }

    @Test func `has up to 63 hashes`() throws {
        let line = TesseraLog.consistencyFrom7To15[0].base64 + "\n"
        func text(_ count: Int) -> [UInt8] {
            Array(("old 7\n" + String(repeating: line, count: count) + "\n" + TesseraLog.note).utf8)
        }
        #expect(try AddCheckpointRequest(parsing: text(63)).path.count == 63)
        #expect(throws: AddCheckpointError.tooManyHashes(limit: 63)) {
            try AddCheckpointRequest(parsing: text(64))
        }
        let note = try SignedNote(parsing: TesseraLog.note)
        #expect(throws: AddCheckpointError.tooManyHashes(limit: 63)) {
            try AddCheckpointRequest(
                earlierSize: 7,
                path: Array(repeating: TesseraLog.inclusionOf3In7[0], count: 64),
                note: note
            )
        }
    }

    @Test func `is refused without an empty line, or without a note behind it`() {
        #expect(throws: AddCheckpointError.noEmptyLine) {
            try AddCheckpointRequest(parsing: Array("old 7\n".utf8))
        }
        #expect(throws: AddCheckpointError.note(.noSignatures)) {
            try AddCheckpointRequest(parsing: Array("old 7\n\n".utf8))
        }
        #expect(throws: AddCheckpointError.malformedHash(line: 2)) {
            try AddCheckpointRequest(parsing: Array(("old 7\n" + TesseraLog.note).utf8))
        }
        // Two lines by one key are no note.
        let twice = WitnessExchange.request + TesseraLog.note.split(separator: "\n")[3] + "\n"
        #expect(throws: AddCheckpointError.note(.repeatedKey(name: "example.com/log/testdata"))) {
            try AddCheckpointRequest(parsing: Array(twice.utf8))
        }
    }

    @Test func `is bounded in bytes`() {
        let limit = AddCheckpointRequest.byteLimit
        let bytes = [UInt8](repeating: 0x20, count: limit + 1)
        #expect(throws: AddCheckpointError.tooLarge(byteCount: limit + 1, limit: limit)) {
            try AddCheckpointRequest(parsing: bytes)
        }
    }

    @Test func `cut anywhere is an error or another request, never a trap`() {
        let bytes = Array(WitnessExchange.request.utf8)
        for count in 0..<bytes.count {
            let cut = Array(bytes[..<count])
            guard let read = try? AddCheckpointRequest(parsing: cut) else { continue }
            #expect(Array(read.description.utf8) == cut)
        }
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 0x81
            guard let read = try? AddCheckpointRequest(parsing: changed) else { continue }
            #expect(Array(read.description.utf8) == changed)
        }
    }
}
