import CanonicalJSON

/// What holds for members and items.
extension AdmissionProgram {
    func holds(
        _ rule: MemberAdmission,
        _ object: Int,
        _ document: JSONDocument,
        _ run: inout Run
    ) -> Bool {
        let count = document.count(object)
        guard count >= rule.minimum, count <= rule.maximum else { return false }
        var seen: UInt64 = 0
        var next = document.firstChild(object)
        while let key = next {
            next = document.next(key)
            let value = document.value(ofKey: key)
            let found = document.withText(key) { names.find($0, in: rule.names) }
            var isKnown = false
            if let found {
                seen |= named[found].bit
                let schema = named[found].schema
                if schema >= 0 {
                    guard admits(schema, value, document, &run) else { return false }
                    isKnown = true
                }
            }
            for index in rule.patterns {
                let (pattern, schema) = memberPatterns[index]
                let isMatch = document.withText(key) { matches(pattern, $0, &run) }
                if run.isInDoubt { return false }
                guard isMatch else { continue }
                guard admits(schema, value, document, &run) else { return false }
                isKnown = true
            }
            if !isKnown, rule.additional != -1 {
                guard rule.additional >= 0, admits(rule.additional, value, document, &run) else {
                    return false
                }
            }
        }
        guard seen & rule.required == rule.required else { return false }
        for index in rule.dependencies where seen & dependencies[index].trigger != 0 {
            let dependency = dependencies[index]
            guard seen & dependency.required == dependency.required,
                dependency.schema < 0 || holds(dependency.schema, object, document, &run)
            else { return false }
        }
        return true
    }

    func holds(
        _ rule: ArrayAdmission,
        _ array: Int,
        _ document: JSONDocument,
        _ run: inout Run
    ) -> Bool {
        switch rule {
        case .minItems(let limit):
            return document.count(array) >= limit
        case .maxItems(let limit):
            return document.count(array) <= limit
        case .unique:
            return areUnique(array, document, &run)
        case .items(let prefix, let rest):
            var index = prefix.lowerBound
            var next = document.firstChild(array)
            while let item = next {
                next = document.next(item)
                let schema = index < prefix.upperBound ? branches[index] : rest
                index &+= 1
                guard schema >= 0 else { return true }
                guard admits(schema, item, document, &run) else { return false }
            }
            return true
        case .contains(let schema, let minimum, let maximum):
            var count = 0
            var next = document.firstChild(array)
            while let item = next {
                next = document.next(item)
                if admits(schema, item, document, &run) { count += 1 }
            }
            return count >= minimum && count <= maximum
        }
    }

    /// Whether no two items are equal; of many items, equal hashes leave it in doubt.
    private func areUnique(_ array: Int, _ document: JSONDocument, _ run: inout Run) -> Bool {
        let count = document.count(array)
        guard count > 1 else { return true }
        if count > 8 || run.hasNulls {
            var hashes: [UInt64] = []
            hashes.reserveCapacity(count)
            var next = document.firstChild(array)
            while let item = next {
                next = document.next(item)
                if run.hasNulls, document.isNull(item), run.nulls.contains(item) { continue }
                hashes.append(document.hash(item))
            }
            hashes.sort()
            for index in hashes.indices.dropFirst() where hashes[index] == hashes[index - 1] {
                return run.doubt()
            }
            return true
        }
        var next = document.firstChild(array)
        while let item = next {
            next = document.next(item)
            var other = next
            while let later = other {
                if document.equals(item, document, later) { return false }
                other = document.next(later)
            }
        }
        return true
    }
}
