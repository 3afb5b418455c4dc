/// Words of seven languages in four scripts, to fill texts with.
struct WorkloadWords: Sendable {
    /// One language and its words.
    struct Language: Sendable {
        let tag: String

        /// All words, one after the other, as they stand in JSON.
        private let bytes: [UInt8]

        /// Where each word ends.
        private let ends: [Int]

        init(_ tag: String, _ words: String) {
            self.tag = tag
            var bytes: [UInt8] = []
            var ends = [0]
            for word in words.split(separator: " ") {
                bytes += word.utf8
                ends.append(bytes.count)
            }
            self.bytes = bytes
            self.ends = ends
        }

        /// Appends any of the words.
        func append(to line: inout [UInt8], _ random: inout SeededRandom) {
            let word = random.below(ends.count - 1)
            line += bytes[ends[word]..<ends[word + 1]]
        }
    }

    static let languages = [
        Language(
            "en",
            """
            the workshop is shared until autumn and each side keeps its own count of hours machines \
            and \\"materials\\" while the board looks at costs every quarter and tells both partners
            """
        ),
        Language(
            "fr",
            """
            l’atelier reste ouvert à chaque équipe dès que le conseil a décidé où siégera le comité \
            et près de quelle école naîtra le pôle d’économie créative où se tiendra l’été
            """
        ),
        Language(
            "cs",
            """
            každá strana vede vlastní výkaz hodin a příští schůzka proběhne v dílně podle běžných \
            zvyklostí než správní rada schválí společný rozpočet na jaře
            """
        ),
        Language(
            "bg",
            """
            двете страни споделят лабораторията до края на есента и всяка води свой отчет за часове \
            машини и материали а съветът преглежда разходите всяко тримесечие
            """
        ),
        Language(
            "ru",
            """
            стороны проводят совместные испытания в мастерской до конца осени и каждая ведёт свой \
            учёт часов станков и материалов а совет рассматривает расходы каждый квартал
            """
        ),
        Language(
            "zh-Hans",
            """
            双方 共同 使用 实验室 直到 秋季 结束 每一方 保存 自己的 工时 记录 理事会 每季度 审查 费用 \
            并 通知 合作 伙伴 下次 会议 在 园区 举行
            """
        ),
        Language(
            "th",
            """
            ทั้งสองฝ่าย ใช้ ห้องปฏิบัติการ ร่วมกัน จนถึง สิ้น ฤดูใบไม้ร่วง และ แต่ละฝ่าย เก็บ บันทึก \
            ชั่วโมง ของตน คณะกรรมการ ตรวจ ค่าใช้จ่าย ทุกไตรมาส
            """
        ),
    ]

    static let places: [(name: String, lang: String, country: String)] = [
        ("Zürich", "de", "CH"), ("Łódź", "pl", "PL"), ("Brno", "cs", "CZ"), ("София", "bg", "BG"),
        ("Новосибирск", "ru", "RU"), ("Алматы", "ru", "KZ"), ("上海", "zh-Hans", "CN"),
        ("台北", "zh-Hant", "TW"), ("เชียงใหม่", "th", "TH"), ("กรุงเทพฯ", "th", "TH"),
        ("São Paulo", "pt", "BR"), ("Montréal", "fr", "CA"), ("Nairobi", "en", "KE"),
        ("Tromsø", "nb", "NO"), ("İzmir", "tr", "TR"), ("Lyon", "fr", "FR"),
    ]

    static let names = [
        "Jana Dvořáková", "Иван Петров", "Élodie Roux", "林淑芬", "กัญญา ศรีสุข", "João Nunes",
        "Мария Тодорова", "王小明", "Ørjan Lie", "Aylin Şahin", "Łukasz Wójcik", "Sofía Ibáñez",
    ]
}
