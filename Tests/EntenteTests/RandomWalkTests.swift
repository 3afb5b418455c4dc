import CanonicalJSON
import Collaboration
import Entente
import EventJournal
import Events
import Foundation
import Testing

struct `A random walk over all types` {
    @Test func `never makes a history that the audit rejects`() throws {
        var walk = try RandomWalk(seed: RandomWalk.seed)
        print("to repeat: \(walk.note)")
        let test = try TestLedger()
        var (refused, reached) = (0, Set<String>())
        for _ in 0..<RandomWalk.steps / 20 {
            let count = 1 + walk.next(39)
            let outcome = try test.append(walk.lines(count), policy: .rejecting, by: nil)
            walk.note(outcome.receipts)
            refused += outcome.refusals.count
        }
        let size = try test.ledger.head().size
        for position in 1..<size {
            if let type = try test.ledger.leaf(at: position)?.type { reached.insert(type.text) }
        }
        print("\(size) events stored, \(refused) refused, of \(reached.count) types")
        var found: [Finding] = []
        _ = try test.ledger.audit { found.append($0) }
        _ = try test.ledger.audit(isThorough: true) { found.append($0) }
        #expect(found.prefix(5) == [], "\(walk.note)")
        // Most types must have been reached, or the walk shows little.
        #expect(reached.count * 3 > walk.typeCount * 2, "\(walk.note)")
        #expect(refused > 0)
    }

    @Test func `stands in an import too, which derives everything anew`() throws {
        var walk = try RandomWalk(seed: RandomWalk.seed &+ 1)
        let test = try TestLedger()
        for _ in 0..<20 {
            let outcome = try test.append(walk.lines(20), policy: .rejecting, by: nil)
            walk.note(outcome.receipts)
        }
        let export = test.folder.appending(path: "export").path
        _ = try test.ledger.export(to: export)
        let copy = try Ledger.importing(export, to: test.folder.appending(path: "copy").path)
        var found: [Finding] = []
        _ = try copy.audit { found.append($0) }
        #expect(found.prefix(5) == [], "\(walk.note)")
    }

    @Test func `with one event changed is refused there, or stands without findings`() throws {
        var walk = try RandomWalk(seed: RandomWalk.seed &+ 2)
        let test = try TestLedger()
        var kept: [String] = []
        for _ in 0..<10 {
            let lines = walk.lines(30)
            let outcome = try test.append(lines, policy: .rejecting, by: nil)
            walk.note(outcome.receipts)
            let names = Set(outcome.receipts.map(\.id))
            kept += try lines.filter { line in
                let id = try JSONReader().read(Array(line.utf8))["id"]?.string
                return names.contains(id ?? "")
            }
        }
        for _ in 0..<4 {
            let place = walk.next(kept.count)
            let changed = try walk.mutated(kept[place])
            let lines = kept.indices.map { $0 == place ? changed : kept[$0] }
            let other = try TestLedger()
            try other.append(lines, policy: .rejecting, by: nil)
            #expect(try other.findings() == [], "\(walk.note), changed \(changed)")
        }
    }
}
