package quantity

import (
	"strings"

	"recount/analysis/number"
)

// suffixed reads digits with letters behind them that make them an ordinal or a period: 77th, 1990s.
func (s *scanner) suffixed(i, end, whole int) int {
	text := s.text
	if end >= len(text) || whole == 0 || whole > 6 {
		return 0
	}
	if text[end] == ',' { // 1,000th
		for end+3 < len(text) && text[end] == ',' && isDigit(text[end+1]) {
			e, n := run(text, end+1)
			if n != 3 {
				break
			}
			end = e
		}
	}
	if end == len(text) {
		return 0
	}
	if end+1 == len(text) || !isLetter(text[end+1]) && !isDigit(text[end+1]) { // one letter
		switch c := text[end]; {
		case (c == 'p' && whole >= 3 || c == 'K' && whole == 1) && s.near(&screen, 1): // 1080p, 4K
			return s.code(i, end+1)
		case c == 's' && whole == 2 && text[end-1] == '0':
			return s.tens(i, end)
		}
		return 0
	}
	if end+2 <= len(text) && (end+2 == len(text) || !isLetter(text[end+2])) {
		switch strings.ToLower(text[end : end+2]) {
		case "st", "nd", "rd", "th":
			if j := s.dayOrdinal(i, end); j > 0 {
				return j
			}
			v, _ := number.Parse(text[i:end])
			if text[end:end+2] == "st" && (text[end-1] != '1' || whole == 2 && text[i] == '1') { // 9st, 11st: no ordinals
				return s.emit(Quantity{Start: i, End: end + 2, NumStart: i, NumEnd: end, CountedStart: end + 2, CountedEnd: end + 2, Kind: Measurement, Unit: units[unitStone].name, Value: v, Of: -1})
			}
			return s.label(i, end+2, Ordinal, v)
		}
	}
	return 0
}

// tens reads ten years of a life, "in her 20s", "in his late 50s", and sets ten years of a century apart, "the 80s",
// "the early '90s". Other numbers of such a form are seconds.
func (s *scanner) tens(i, end int) int {
	b := prevToken(s.text, i, s.floor)
	if b.kind == tokMark && (b.mark == '\'' || b.mark == '’' || b.mark == '‘') {
		return s.code(i, end+1)
	}
	if w := s.lower(b.start, b.end); w == "early" || w == "late" || w == "mid" {
		b = prevToken(s.text, b.start, s.floor)
	}
	switch next := nextToken(s.text, end+1); {
	case b.id() == wIts:
		v, err := number.Parse(s.text[i:end])
		if err != nil {
			return 0
		}
		low, _ := v.Coefficient()
		return s.emit(Quantity{Start: i, End: end + 1, NumStart: i, NumEnd: end, CountedStart: end + 1, CountedEnd: end + 1, Kind: Age, Unit: "year of age", Ranged: true, Hedge: number.Range,
			Low: v, High: number.New(low+9, 0), Of: -1})
	case b.id() == wThe && (next.kind != tokWord || next.is(cStop|cAux|cVerb)):
		return s.code(i, end+1)
	}
	return 0
}

// ageGroup reads "under-16s", "the over-60s": people by a bound of their age.
func (s *scanner) ageGroup(i, end int) bool {
	b := prevToken(s.text, i, s.floor)
	if b.gap != hyphen || b.id() != wUnder && b.id() != wOver || end >= len(s.text) || s.text[end] != 's' || end-i > 2 || end+1 < len(s.text) && isLetter(s.text[end+1]) {
		return false
	}
	v, err := number.Parse(s.text[i:end])
	if err != nil {
		return false
	}
	h := number.LessThan
	if b.id() == wOver {
		h = number.MoreThan
	}
	s.emit(Quantity{Start: b.start, End: end + 1, NumStart: i, NumEnd: end, CountedStart: end + 1, CountedEnd: end + 1, Kind: Age, Unit: "year of age", Hedge: h, Value: v, Of: -1})
	return true
}
