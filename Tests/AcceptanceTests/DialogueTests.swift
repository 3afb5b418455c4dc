import Testing

@Suite struct `A script that writes a line and waits for its receipt` {
    /// Talks to one process: writes to it through 3, hears from it through 4, and ends as it does.
    private static func talking(_ words: String) -> String {
        """
        mkfifo to from
        "$PROGRAM" append --batch 1 --json <to >from 2>errors &
        exec 3>to 4<from
        \(words)
        exec 3>&-
        wait $!
        """
    }

    /// Sends the lines of `lines.jsonl` in two halves each, and each after the answer to the one
    /// before; the first half is not waited for.
    private static let dialogue = talking(
        """
        while read -r line; do
            printf '%s' "$line" | cut -c 1-20 | tr -d '\\n' >&3
            sleep 0.05
            printf '%s\\n' "$line" | cut -c 21- >&3
            timeout 20 head -n 1 <&4
        done <lines.jsonl
        """
    )

    /// Writes a line and half of the next, and waits for the receipt of the first.
    private static let halfSaid = talking(
        """
        cat lines.jsonl >&3
        timeout 20 head -n 1 <&4
        """
    )

    @Test func `gets it before it writes the next`() throws {
        let scratch = try Scratch.withLedger()
        try scratch.write(
            Line.parties(1...5).map { $0 + "\n" }.joined(),
            to: "lines.jsonl"
        )
        let run = try scratch.startShell(Self.dialogue).finish()
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.acknowledged == (1...5).map { "reg-p\($0)" })
        try scratch.expectClean()
    }

    @Test func `gets it while half a line more is on its way`() throws {
        let scratch = try Scratch.withLedger()
        try scratch.write(
            Line.party("first") + "\n" + Line.party("second").prefix(30),
            to: "lines.jsonl"
        )
        let run = try scratch.startShell(Self.halfSaid).finish()
        #expect(run.acknowledged == ["reg-first"])
        #expect(run.status == 65)
    }

    @Test func `hears of a refused line before it writes the next`() throws {
        let scratch = try Scratch.withLedger()
        try scratch.write(Line.party("first") + "\n{}\n", to: "lines.jsonl")
        let run = try scratch.startShell(Self.dialogue).finish()
        #expect(run.status == 65)
        #expect(run.acknowledged == ["reg-first"])
    }
}
