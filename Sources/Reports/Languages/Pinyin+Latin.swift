extension Pinyin {
    /// The text in Hanyu Pinyin, syllable by syllable; `nil` when no character of it is known.
    ///
    /// A character that is read in several ways has its usual reading in names, or the one it has
    /// in a pair of characters that is listed. Which syllables are one word does not follow from
    /// the characters.
    func latin(_ text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        var latin = ""
        var isChanged = false
        var isAfterSyllable = false
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            let pair = next.flatMap {
                Self.pairs[String(Character(scalar)) + String(Character($0))]
            }
            let sounds = pair ?? sound(of: scalar, after: index > 0 ? scalars[index - 1] : nil)
            if let sounds {
                let isBegun = latin.unicodeScalars.last.map(Self.needsSpace(after:)) ?? false
                latin += (isBegun ? " " : "") + sounds
                isChanged = true
                isAfterSyllable = true
                index += pair == nil ? 1 : 2
                continue
            }
            let sign = Self.signs[scalar] ?? String(Character(scalar))
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            latin += (isAfterSyllable && isWord ? " " : "") + sign
            isAfterSyllable = false
            index += 1
        }
        while latin.last == " " { latin.removeLast() }
        return isChanged ? latin.prefix(1).uppercased() + latin.dropFirst() : nil
    }

    private func sound(of character: Unicode.Scalar, after before: Unicode.Scalar?) -> String? {
        // The head of something, or else how long it is.
        if character == "长" || character == "長" {
            return before.map(Self.headed.contains) ?? false ? "zhǎng" : "cháng"
        }
        return Self.inNames[character] ?? reading(of: character)
    }

    /// Whether a syllable stands apart from what is before it.
    private static func needsSpace(after scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || ")]»”,;:!?".unicodeScalars.contains(scalar)
    }

    /// What has a head.
    private static let headed = Set("市省院会會校部事成增局县縣区區处處州组組队隊村镇鎮乡鄉厅廳署".unicodeScalars)

    /// Readings that are usual in names and not elsewhere.
    private static let inNames: [Unicode.Scalar: String] = [
        "都": "dū", "地": "dì", "兴": "xīng", "興": "xīng",
    ]

    private static let signs: [Unicode.Scalar: String] = [
        "（": " (", "）": ")", "，": ", ", "、": ", ", "：": ": ", "；": "; ", "。": ". ",
        "《": " «", "》": "»", "\u{3000}": " ",
    ]

    /// Pairs in which a character has another reading than alone.
    private static let pairs: [String: String] = {
        var pairs: [String: String] = [:]
        for entry in list.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
            let words = entry.drop { $0 == " " }.split(separator: " ", maxSplits: 1)
            if words.count == 2 { pairs[String(words[0])] = String(words[1]) }
        }
        return pairs
    }()

    private static let list = """
        重庆 chóng qìng; 重慶 chóng qìng; 重建 chóng jiàn; 重组 chóng zǔ; 重組 chóng zǔ
        厦门 xià mén; 廈門 xià mén; 西藏 xī zàng; 银行 yín háng; 銀行 yín háng; 央行 yāng háng
        商行 shāng háng; 分行 fēn háng; 支行 zhī háng; 行业 háng yè; 行業 háng yè; 同行 tóng háng
        音乐 yīn yuè; 音樂 yīn yuè; 乐清 yuè qīng; 樂清 yuè qīng; 会计 kuài jì; 會計 kuài jì
        调查 diào chá; 調查 diào chá; 调研 diào yán; 調研 diào yán; 协调 xié tiáo; 協調 xié tiáo
        调解 tiáo jiě; 調解 tiáo jiě; 朝阳 cháo yáng; 朝陽 cháo yáng; 台州 tāi zhōu; 天台 tiān tāi
        丽水 lí shuǐ; 麗水 lí shuǐ; 六安 lù ān; 蚌埠 bèng bù; 番禺 pān yú; 东阿 dōng ē; 東阿 dōng ē
        大埔 dà bù; 黄埔 huáng pǔ; 浦东 pǔ dōng; 应用 yìng yòng; 應用 yìng yòng; 适应 shì yìng
        適應 shì yìng; 响应 xiǎng yìng; 響應 xiǎng yìng; 供应 gōng yìng; 供應 gōng yìng
        处理 chǔ lǐ; 處理 chǔ lǐ; 处置 chǔ zhì; 處置 chǔ zhì; 传记 zhuàn jì; 傳記 zhuàn jì
        人参 rén shēn; 人參 rén shēn; 青少 qīng shào; 少年 shào nián; 给水 jǐ shuǐ; 給水 jǐ shuǐ
        供给 gōng jǐ; 供給 gōng jǐ; 种植 zhòng zhí; 種植 zhòng zhí; 照相 zhào xiàng
        首相 shǒu xiàng; 兴趣 xìng qù; 興趣 xìng qù; 都是 dōu shì; 单县 shàn xiàn; 車站 chē zhàn
        率先 shuài xiān; 曲艺 qǔ yì; 曲藝 qǔ yì; 歌曲 gē qǔ; 戏曲 xì qǔ; 戲曲 xì qǔ
        """
}
