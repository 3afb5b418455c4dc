import Testing
import Transparency

struct `A checkpoint` {
    @Test func `is written as three lines and read back`() throws {
        let checkpoint = try Checkpoint(
            origin: CosignedNote.logName,
            size: 8,
            root: PublishedVectors.roots[8]
        )
        #expect(checkpoint.text == CosignedNote.text)
        #expect(try Checkpoint(parsing: checkpoint.text) == checkpoint)
    }

    @Test func `of a published log is read`() throws {
        let text = """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            """
        let checkpoint = try Checkpoint(parsing: text)
        #expect(checkpoint.origin == "example.com/behind-the-sofa")
        #expect(checkpoint.size == 20_852_163)
        #expect(checkpoint.text == text)
    }

    @Test func `may have an origin with spaces`() throws {
        let text = "go.sum database tree\n1\n\(SHA256Hashing.leaf([]).base64)\n"
        #expect(try Checkpoint(parsing: text).origin == "go.sum database tree")
    }

    @Test func `of an empty log has the empty root`() throws {
        let empty = SHA256Hashing.emptyTree
        #expect(try Checkpoint(parsing: "o\n0\n\(empty.base64)\n").root == empty)
        let other = SHA256Hashing.leaf([])
        #expect(throws: CheckpointError.rootOfNothing(other)) {
            try Checkpoint(origin: "o", size: 0, root: other)
        }
    }

    @Test(
        arguments: [
            ("", .wrongLineCount(0)),
            ("o\n1\n", .wrongLineCount(2)),
            ("o\n1\nROOT", .wrongLineCount(2)),
            ("o\n1\nROOT\nmore\n", .extensionLines(count: 1)),
            ("o\n1\nROOT\n\n", .extensionLines(count: 1)),
            ("\n1\nROOT\n", .malformedOrigin),
            ("o\r\n1\nROOT\n", .malformedOrigin),
            ("o\n01\nROOT\n", .malformedSize("01")),
            ("o\n+1\nROOT\n", .malformedSize("+1")),
            ("o\n-1\nROOT\n", .malformedSize("-1")),
            ("o\n 1\nROOT\n", .malformedSize(" 1")),
            ("o\n\nROOT\n", .malformedSize("")),
            ("o\n9223372036854775808\nROOT\n", .malformedSize("9223372036854775808")),
            ("o\n18446744073709551616\nROOT\n", .malformedSize("18446744073709551616")),
            ("o\n1\nZm9v\n", .malformedRoot("Zm9v")),
            ("o\n1\n ROOT\n", .malformedRoot(" " + SHA256Hashing.leaf([]).base64)),
        ] as [(String, CheckpointError)]
    )
    func `is refused with its reason`(template: String, error: CheckpointError) {
        let root = SHA256Hashing.leaf([]).base64
        let text = template.split(separator: "ROOT", omittingEmptySubsequences: false)
            .joined(separator: root)
        #expect(throws: error) { try Checkpoint(parsing: text) }
    }

    @Test func `tells origins apart that only look alike`() throws {
        let root = SHA256Hashing.leaf([])
        let composed = try Checkpoint(origin: "caf\u{E9}", size: 1, root: root)
        let decomposed = try Checkpoint(origin: "cafe\u{301}", size: 1, root: root)
        #expect(composed != decomposed)
    }

    @Test func `names what is wrong in words`() {
        #expect(
            CheckpointError.malformedSize("01").description
                == "the second line of a checkpoint is its size in plain decimal digits, "
                + "below 2^63; it is '01'"
        )
        #expect(
            CheckpointError.extensionLines(count: 1).description
                == "a checkpoint has three lines; 1 more follow and nobody could check what "
                + "they say, so ask the log for a checkpoint without them"
        )
    }
}
