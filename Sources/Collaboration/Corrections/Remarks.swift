import CanonicalJSON
import Events

/// What is said of events that stay as they are, taken in the order of recording.
struct Remarks {
    /// The disputes that are not settled.
    private(set) var disputes: [History.Dispute] = []

    /// The disputes that are.
    private(set) var settled: [History.SettledDispute] = []

    /// The confirmations.
    private(set) var confirmations: [History.Remark] = []

    /// Takes a leaf about an event; what changes the event is passed over.
    mutating func take(_ leaf: Leaf, on target: String) {
        switch leaf.type?.text {
        case "event.disputed": disputes.append(remark(leaf, on: target))
        case "event.confirmed": confirmations.append(remark(leaf, on: target))
        case "event.dispute-settled": settle(by: remark(leaf, on: target))
        default: break
        }
    }

    /// Ends the disputes that a settlement is about: those raised before it of the same event, or
    /// the one it names.
    private mutating func settle(by settlement: History.Remark) {
        var open: [History.Dispute] = []
        for dispute in disputes {
            if dispute.isEnded(by: settlement.event, of: settlement.target) {
                settled.append(
                    History.SettledDispute(dispute: dispute, settlement: settlement)
                )
            } else {
                open.append(dispute)
            }
        }
        disputes = open
    }

    private func remark(_ leaf: Leaf, on target: String) -> History.Remark {
        History.Remark(position: leaf.position, target: target, event: leaf.event)
    }
}

extension History {
    /// The disputes that stand and that a settlement would end.
    package func disputes(settledBy leaf: Leaf) -> [Dispute] {
        guard let target = leaf.target else { return [] }
        let event = leaf.event
        return disputes.filter { $0.isEnded(by: event, of: target) }
    }
}

extension History.Remark {
    /// Whether the settlement of disputes of an event is about this one.
    fileprivate func isEnded(by settlement: JSONValue, of target: String) -> Bool {
        guard target == self.target else { return false }
        guard let one = settlement["data"]?["dispute"]?.string else { return true }
        return one == "event:" + (event["id"]?.string ?? "")
    }
}
