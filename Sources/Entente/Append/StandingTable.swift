import Collaboration
import Events

/// Standings by entity, those asked for last at one end of a list.
///
/// Found by open addressing over the fingerprints of tags; what is removed closes the gap behind
/// it, so that looking something up never passes over what is gone.
struct StandingTable {
    private struct Slot {
        var fingerprint: UInt64 = 0

        /// The place of the entry; negative for a free slot.
        var place: Int32 = -1
    }

    private struct Entry {
        let entity: Tag
        var standing: Standing?
        var time: UInt64
        let isGiven: Bool
        var newer = -1
        var older = -1
    }

    private var slots = [Slot](repeating: Slot(), count: 64)
    private var entries: [Entry] = []
    private var free: [Int] = []

    /// The ends of the list of what may go: asked for last, and longest ago.
    private var newest = -1
    private var oldest = -1

    /// How many facts are kept, and one for each entity.
    private(set) var weight = 0

    /// The standing of an entity, which was asked for at a time; `nil` when it is not here.
    mutating func standing(of entity: Tag, at time: UInt64) -> Standing? {
        guard let place = place(of: entity) else { return nil }
        entries[place].time = time
        if newest != place, !entries[place].isGiven {
            unlink(place)
            link(place)
        }
        return entries[place].standing
    }

    /// Keeps a standing that is not here.
    ///
    /// - Parameters:
    ///   - standing: the standing.
    ///   - time: when it was asked for.
    ///   - isGiven: whether it stays whatever happens.
    mutating func insert(_ standing: Standing, at time: UInt64, isGiven: Bool) {
        let entity = standing.entity
        weight += standing.count + 1
        let entry = Entry(entity: entity, standing: standing, time: time, isGiven: isGiven)
        let place: Int
        if let reused = free.popLast() {
            place = reused
            entries[place] = entry
        } else {
            place = entries.count
            entries.append(entry)
            if entries.count * 2 > slots.count { grow() }
        }
        slots[freeSlot(for: entity.fingerprint)] = Slot(
            fingerprint: entity.fingerprint,
            place: Int32(place)
        )
        if !isGiven { link(place) }
    }

    /// Adds a fact to the standing of an entity, if it is here.
    mutating func add(_ fact: Fact, to entity: Tag) {
        guard let place = place(of: entity) else { return }
        entries[place].standing?.add(fact)
        weight += 1
    }

    /// Lets a standing go, if it is here.
    ///
    /// - Returns: the one that went.
    @discardableResult
    mutating func remove(_ entity: Tag) -> Standing? {
        guard let slot = slot(of: entity) else { return nil }
        let place = Int(slots[slot].place)
        let standing = entries[place].standing.take()
        weight -= (standing?.count ?? 0) + 1
        if !entries[place].isGiven { unlink(place) }
        free.append(place)
        close(slot)
        return standing
    }

    /// Lets the standing go that was asked for longest ago, unless that was at a time or later.
    ///
    /// - Returns: the one that went.
    mutating func removeOldest(before time: UInt64) -> Standing? {
        guard oldest >= 0, entries[oldest].time < time else { return nil }
        return remove(entries[oldest].entity)
    }

    private func place(of entity: Tag) -> Int? { slot(of: entity).map { Int(slots[$0].place) } }

    private func slot(of entity: Tag) -> Int? {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: entity.fingerprint) & mask
        while slots[slot].place >= 0 {
            let found = slots[slot]
            if found.fingerprint == entity.fingerprint, entries[Int(found.place)].entity == entity {
                return slot
            }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    private func freeSlot(for fingerprint: UInt64) -> Int {
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: fingerprint) & mask
        while slots[slot].place >= 0 { slot = (slot &+ 1) & mask }
        return slot
    }

    /// Frees a slot, and moves what it kept from standing nearer to where it belongs.
    private mutating func close(_ slot: Int) {
        let mask = slots.count &- 1
        var gap = slot
        var next = (slot &+ 1) & mask
        while slots[next].place >= 0 {
            let home = Int(truncatingIfNeeded: slots[next].fingerprint) & mask
            // How far the entry stands from home, and the gap from the entry.
            if (next &- home) & mask >= (next &- gap) & mask {
                slots[gap] = slots[next]
                gap = next
            }
            next = (next &+ 1) & mask
        }
        slots[gap] = Slot()
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        for slot in old where slot.place >= 0 { slots[freeSlot(for: slot.fingerprint)] = slot }
    }

    private mutating func link(_ place: Int) {
        entries[place].older = newest
        entries[place].newer = -1
        if newest >= 0 { entries[newest].newer = place } else { oldest = place }
        newest = place
    }

    private mutating func unlink(_ place: Int) {
        let (newer, older) = (entries[place].newer, entries[place].older)
        if newer >= 0 { entries[newer].older = older } else { newest = older }
        if older >= 0 { entries[older].newer = newer } else { oldest = newer }
    }
}
